import { useEffect, useRef, useState } from "react";
import { TextField } from "../components/field.tsx";
import { account } from "../i18n/account.ts";
import { useTexts } from "../lib/use-page.ts";

interface CodeFieldProps {
  /** When it appears because it was asked for, the person goes on typing there. */
  readonly takesFocus?: boolean;
}

/** The second factor: digits from an app, or a recovery code, for which phones show letters as well. */
export function CodeField({ takesFocus = false }: CodeFieldProps) {
  const texts = useTexts(account);
  const [recovery, setRecovery] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const focus = () => place.current?.querySelector("input")?.focus();
  useEffect(() => {
    if (takesFocus) place.current?.querySelector("input")?.focus();
  }, [takesFocus]);
  return (
    <div className="stack" ref={place}>
      <TextField
        name="totp"
        label={recovery ? texts.recoveryCode : texts.code}
        hint={recovery ? texts.recoveryCodeHint : texts.codeHint}
        autoComplete="one-time-code"
        inputMode={recovery ? "text" : "numeric"}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
      />
      <div>
        <button
          className="plain"
          type="button"
          onClick={() => {
            setRecovery(!recovery);
            focus();
          }}
        >
          {recovery ? texts.useAppCode : texts.useRecoveryCode}
        </button>
      </div>
    </div>
  );
}

/** As it was typed or pasted, with the blanks that apps and people put between groups left out. */
export function codeOf(form: FormData): string {
  return String(form.get("totp") ?? "").replace(/\s/g, "");
}
