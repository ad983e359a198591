import { useEffect, useState } from "react";
import { tokenIn } from "../../shared/token-fragment.ts";
import { Head } from "../components/head.tsx";
import { NeedsCode } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { erasure } from "../i18n/erasure.ts";
import { working } from "../i18n/working.ts";
import type { Erasure } from "../lib/api-types.ts";
import { fullMoment } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { refusalText } from "../session/refusal-text.ts";
import { useResource } from "../session/use-resource.ts";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

const LOOK_EVERY_MS = 3_000;

/** The receipt of an erasure. Its id stands in the fragment and stays there, so that the address can be kept. */
export default function ErasureReceipt() {
  const texts = useTexts(erasure);
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setId(tokenIn(location.hash));
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return (
    <div className="page narrow">
      <Head title={texts.receiptTitle} noindex />
      <h1>{texts.receiptTitle}</h1>
      <NeedsCode>
        {id === null ? null : id === "" ? <p className="notice">{texts.noReceipt}</p> : <Receipt id={id} />}
      </NeedsCode>
    </div>
  );
}

function Receipt({ id }: { readonly id: string }) {
  const texts = useTexts(erasure);
  const general = useTexts(working);
  const locale = useLocale();
  const { timeZone } = useSite();
  const [waits, setWaits] = useState(true);
  const { value, error } = useResource<Erasure>(
    `/erasures/${encodeURIComponent(id)}`,
    waits ? LOOK_EVERY_MS : undefined,
  );
  useEffect(() => setWaits(value?.done !== true), [value]);
  if (value === null) {
    if (error === null) return <p role="status">{general.loading}</p>;
    const missing = error.status === 404 || error.status === 400;
    return <p className="notice">{missing ? texts.noReceipt : refusalText(error, locale)}</p>;
  }
  const when = (moment: string) => fullMoment(moment, timeZone, locale);
  return (
    <div className="stack">
      <p className="lead">{texts.receiptLead(when(value.erasedAt))}</p>
      <p>{texts.keepLink}</p>
      <section className="panel stack" aria-labelledby="steps">
        <h2 id="steps">{texts.stepsTitle}</h2>
        <p role="status">{value.done ? texts.stepsDone : texts.stepsLeft}</p>
        <ul className="bullets">
          {value.steps.map(({ step, what, confirmedAt }) => (
            <li key={step}>
              {what}
              <br />
              <span className="label">
                {confirmedAt === null ? texts.waiting : texts.confirmed(when(confirmedAt))}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel stack" aria-labelledby="kept">
        <h2 id="kept">{texts.keptTitle}</h2>
        <ul className="bullets">
          {value.kept.map(({ what, because }) => (
            <li key={what}>
              <strong>{what}</strong>
              <br />
              {because}
            </li>
          ))}
        </ul>
      </section>
      <section className="panel stack" aria-labelledby="erased">
        <h2 id="erased">{texts.erasedTitle}</h2>
        <p>{value.erased.join(", ")}.</p>
      </section>
    </div>
  );
}
