import { useState } from "react";
import { security } from "../i18n/security.ts";
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
          onClick={() => download(texts.codesFile, [texts.codesFileHead(publicUrl), "", ...codes, ""])}
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

const FORGOTTEN_AFTER_MS = 60_000;

function download(name: string, lines: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after the click has returned; on a busy machine, well after.
  setTimeout(() => URL.revokeObjectURL(address), FORGOTTEN_AFTER_MS);
}
