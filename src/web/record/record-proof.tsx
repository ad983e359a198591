import { useEffect, useState } from "react";
import { recordKeysPath } from "../../shared/file-paths.ts";
import { Fact } from "../components/fact.tsx";
import { auctionRecord } from "../i18n/auction-record.ts";
import { count, exactMoment } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { type ReadHead, sha256 } from "./read-record.ts";

interface RecordProofProps {
  readonly heads: readonly ReadHead[];
  /** Under which the record is saved. */
  readonly fileName: string;
}

/** What was signed, by which key, and how somebody else checks it. */
export function RecordProof({ heads, fileName }: RecordProofProps) {
  const texts = useTexts(auctionRecord);
  const keysName = recordKeysPath.split("/").at(-1);
  return (
    <section aria-labelledby="proof" className="stack">
      <h2 id="proof">{texts.proofTitle}</h2>
      <p>{texts.proofText}</p>
      {heads.map((head) => (
        <Head key={head.number} head={head} />
      ))}
      <h3>{texts.checkTitle}</h3>
      <ol className="steps-list">
        {texts.check.map((step: string) => (
          <li key={step}>{step}</li>
        ))}
        <li>
          <code>{`node verify-record.mjs ${fileName} ${keysName}`}</code>
        </li>
      </ol>
      <p>{texts.checked}</p>
      <p>
        <a href={recordKeysPath}>{texts.keys}</a> <span className="print-only">{recordKeysPath}</span>
      </p>
    </section>
  );
}

function Head({ head }: { readonly head: ReadHead }) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const { timeZone } = useSite();
  const [hash, setHash] = useState<string | null>(null);
  useEffect(() => {
    void sha256(head.bytes).then(setHash);
  }, [head]);
  return (
    <section className="panel stack" aria-label={texts.head(head.number)}>
      <h3>{texts.head(head.number)}</h3>
      <dl className="facts-list">
        <Fact name={texts.madeAt}>
          <time dateTime={head.madeAt}>{exactMoment(head.madeAt, timeZone, locale)}</time>
        </Fact>
        <Fact name={texts.hash}>{hash === null ? texts.noHash : <code>{hash}</code>}</Fact>
        <Fact name={texts.key}>
          <code>{head.keyId}</code>
        </Fact>
      </dl>
      <p className="hint">{texts.shownOf(count(head.shown, locale), count(head.lines, locale))}</p>
    </section>
  );
}
