import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { CodeButton } from "../components/needs-code.tsx";
import { account } from "../i18n/account.ts";
import type { SignedIn } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ApiError, call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { CodeField, codeOf } from "./code-field.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordField } from "./password-field.tsx";
import { ResendButton } from "./resend-verification.tsx";

interface SignInFormProps {
  readonly onSignedIn: (signedIn: SignedIn) => void;
}

/** Address and password, the code where there is a second factor, or a passkey instead of all. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const texts = useTexts(account);
  const locale = useLocale();
  const [tried, setTried] = useState("");
  const [codeAsked, setCodeAsked] = useState(false);
  const signIn = useAction(async (form: FormData) => {
    const body = {
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
      ...(codeAsked && { totp: codeOf(form) }),
    };
    setTried(body.email);
    try {
      onSignedIn(await call<SignedIn>("/auth/login", { method: "POST", body, locale }));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "second_factor_required")) throw error;
      setCodeAsked(true);
    }
  });
  const refused = signIn.code === "invalid_credentials" && codeAsked ? texts.wrongCode : signIn.message;
  return (
    <div className="panel fields">
      <ActionForm action={signIn} className="fields">
        <Alert message={refused} />
        {signIn.code === "email_not_verified" ? <ResendButton email={tried} /> : null}
        <TextField name="email" label={texts.email} type="email" autoComplete="username webauthn" required />
        <PasswordField autoComplete="current-password" />
        <p className="beside-password">
          <a href={pathTo(locale, "forgotPassword")}>{texts.forgotLink}</a>
        </p>
        {codeAsked ? (
          <>
            <p className="notice" role="status">
              {texts.codeText}
            </p>
            <CodeField takesFocus />
          </>
        ) : null}
        <CodeButton className="button primary" type="submit" busy={signIn.busy}>
          {texts.submitSignIn}
        </CodeButton>
      </ActionForm>
      <PasskeySignIn onSignedIn={onSignedIn} />
    </div>
  );
}
