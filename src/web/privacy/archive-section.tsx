import { useEffect, useState } from "react";
import { Alert } from "../components/alert.tsx";
import { myData } from "../i18n/my-data.ts";
import { working } from "../i18n/working.ts";
import type { LatestExport, SecondFactor } from "../lib/api-types.ts";
import { fileSize, fullMoment } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { Section, useSection } from "../security/section.tsx";
import { SecondFactorOn, SensitiveButton } from "../security/sensitive-button.tsx";
import { call } from "../session/api-client.ts";
import { readFile } from "../session/read-file.ts";
import { refusalText } from "../session/refusal-text.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";

type Export = NonNullable<LatestExport["export"]>;

/** Between two looks at whether it is ready. */
const LOOK_EVERY_MS = 3_000;
const FORGOTTEN_AFTER_MS = 60_000;

/** Asks for the archive, waits for it, and takes it. */
export function ArchiveSection() {
  const texts = useTexts(myData);
  const general = useTexts(working);
  const locale = useLocale();
  const section = useSection();
  const secondFactor = useResource<SecondFactor>("/me/totp");
  const [waits, setWaits] = useState(false);
  const latest = useResource<LatestExport>("/me/export", waits ? LOOK_EVERY_MS : undefined);
  const error = latest.value === null ? latest.error : null;
  const found = latest.value?.export ?? null;
  useEffect(() => setWaits(found?.state === "making"), [found]);
  return (
    <SecondFactorOn value={secondFactor.value?.enabled ?? false}>
      <Section title={texts.archiveTitle} state={section}>
        <p>{texts.contains}</p>
        <p>{texts.containsNot}</p>
        <p className="hint">{texts.rules}</p>
        {error === null ? null : <p className="notice danger">{refusalText(error, locale)}</p>}
        {latest.value === null && error === null ? <p role="status">{general.loading}</p> : null}
        {found === null ? null : <Standing found={found} reload={latest.reload} />}
        {latest.value === null || found?.state === "making" ? null : (
          <div className="actions">
            <SensitiveButton
              className={found === null ? "button primary" : "button"}
              label={found === null ? texts.ask : texts.again}
              title={texts.ask}
              submit={texts.ask}
              act={(proof) => call("/me/export", { method: "POST", body: proof, locale })}
              onDone={() => {
                section.say(null);
                void latest.reload();
              }}
            >
              {() => <p>{texts.askText}</p>}
            </SensitiveButton>
          </div>
        )}
      </Section>
    </SecondFactorOn>
  );
}

function Standing({ found, reload }: { readonly found: Export; readonly reload: () => Promise<void> }) {
  const texts = useTexts(myData);
  const locale = useLocale();
  const { timeZone } = useSite();
  const taking = useAction(async () => {
    try {
      save(await readFile(`/me/export/${found.id}`, locale), `swideal-${found.readyAt?.slice(0, 10)}.json`);
    } finally {
      await reload();
    }
  });
  const { state, here, size, expiresAt } = found;
  if (state === "making" || state === "taken") {
    return (
      <p className="notice" role="status">
        {state === "making" ? texts.making : texts.taken}
      </p>
    );
  }
  if (!here) return <p className="notice">{texts.elsewhere}</p>;
  return (
    <>
      <p className="notice" role="status">
        {texts.ready(fileSize(size ?? 0, locale), fullMoment(expiresAt, timeZone, locale))}
      </p>
      <Alert message={taking.message} fields={taking.fields} />
      <div className="actions">
        <button
          className="button primary"
          type="button"
          aria-disabled={taking.busy}
          onClick={() => void taking.run()}
        >
          {taking.busy ? texts.downloading : texts.download}
        </button>
      </div>
    </>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after the click has returned; on a busy machine, well after.
  setTimeout(() => URL.revokeObjectURL(address), FORGOTTEN_AFTER_MS);
}
