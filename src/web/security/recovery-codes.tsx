import { useState } from "react";
import { security } from "../i18n/security.ts";
import { saveFile } from "../lib/save-file.ts";
import { useSite, useTexts } from "../lib/use-page.ts";
import { ArrivingHeading } from "./section.tsx";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Shown this once: the server keeps nothing that they could be read from again. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const texts = useTexts(security);
  const { publicUrl } = useSite();
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    setSaid(texts.copied);
  };
  return (
    <div className="stack">
      <ArrivingHeading>{texts.codesTitle}</ArrivingHeading>
      <p>{texts.codesText}</p>
      <ol className="recovery-codes" aria-label={texts.codesTitle}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div role="status">{said === null ? null : <p className="notice">{said}</p>}</div>
      <div className="actions">
        {/* Browsers give no clipboard to pages that came neither over https nor from this machine. */}
        {"clipboard" in navigator ? (
          <button
            className="button"
            type="button"
            onClick={() => void copy().catch(() => setSaid(texts.notCopied))}
          >
            {texts.copy}
          </button>
        ) : null}
        <button
          className="button"
          type="button"
          onClick={() => {
            const lines = [texts.codesFileHead(publicUrl), "", ...codes, ""];
            saveFile(texts.codesFile, lines.join("\n"), "text/plain");
          }}
        >
          {texts.download}
        </button>
        <button className="button primary" type="button" onClick={onKept}>
          {texts.codesKept}
        </button>
      </div>
    </div>
  );
}
