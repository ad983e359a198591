import { useState } from "react";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { Head } from "../components/head.tsx";
import { CodeButton } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { pathTo } from "../i18n/paths.ts";
import type { SignedIn } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { ApiError, call } from "../session/api-client.ts";
import { openSession } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";
import { useNext } from "./after-sign-in.ts";
import { CodeField, codeOf } from "./code-field.tsx";
import { PasskeySignIn } from "./passkey-sign-in.tsx";
import { PasswordField } from "./password-field.tsx";
import { ResendButton } from "./resend-verification.tsx";

export { accountLinks as links } from "./account-links.ts";
export const handle: PageHandle = { interactive: true };

export default function SignIn() {
  const texts = useTexts(account);
  const locale = useLocale();
  const next = useNext();
  const [tried, setTried] = useState("");
  const [codeAsked, setCodeAsked] = useState(false);
  const enter = (signedIn: SignedIn) => {
    openSession(signedIn);
    goTo(next);
  };
  const signIn = useAction(async (form: FormData) => {
    const body = {
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
      ...(codeAsked && { totp: codeOf(form) }),
    };
    setTried(body.email);
    try {
      enter(await call<SignedIn>("/auth/login", { method: "POST", body, locale }));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "second_factor_required")) throw error;
      setCodeAsked(true);
    }
  });
  const refused = signIn.code === "invalid_credentials" && codeAsked ? texts.wrongCode : signIn.message;
  return (
    <div className="page narrow">
      <Head title={texts.signInTitle} noindex />
      <h1>{texts.signInTitle}</h1>
      <div className="panel fields">
        <ActionForm action={signIn} className="fields">
          <Alert message={refused} />
          {signIn.code === "email_not_verified" ? <ResendButton email={tried} /> : null}
          <TextField
            name="email"
            label={texts.email}
            type="email"
            autoComplete="username webauthn"
            required
          />
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
        <PasskeySignIn onSignedIn={enter} />
      </div>
      <p>
        {texts.noAccount} <a href={pathTo(locale, "signUp", {}, { next })}>{texts.signUpTitle}</a>
      </p>
    </div>
  );
}
