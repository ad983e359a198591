import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { TextField } from "../components/field.tsx";
import { Head } from "../components/head.tsx";
import { Message } from "../components/message.tsx";
import { CodeButton } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import type { SignedIn } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { openSession } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";
import { useNext } from "./after-sign-in.ts";
import { PasswordField } from "./password-field.tsx";
import { ResendButton } from "./resend-verification.tsx";

export const handle: PageHandle = { interactive: true };

export default function SignUp() {
  const texts = useTexts(account);
  const locale = useLocale();
  const next = useNext();
  /** The address to which a mail has gone. */
  const [mailed, setMailed] = useState<string | null>(null);
  const register = useAction(async (form: FormData) => {
    const body = {
      email: String(form.get("email")).trim(),
      password: String(form.get("password")),
      displayName: String(form.get("displayName")).trim(),
      locale,
    };
    // Where addresses are verified, the answer says no more than that a mail was sent.
    const answer = await call<SignedIn | { verification: "sent" }>("/auth/register", {
      method: "POST",
      body,
      locale,
    });
    if ("verification" in answer) return setMailed(body.email);
    openSession(answer);
    goTo(next);
  });
  if (mailed !== null) {
    return (
      <div className="page narrow">
        <Head title={texts.signUpTitle} noindex />
        <Message title={texts.verificationTitle} text={texts.verificationText}>
          <a className="button primary" href={pathTo(locale, "signIn", {}, { next })}>
            {texts.signInTitle}
          </a>
        </Message>
        <p>{texts.notReceived}</p>
        <ResendButton email={mailed} />
        <p>
          <button className="plain" type="button" onClick={() => setMailed(null)}>
            {texts.otherAddress}
          </button>
        </p>
      </div>
    );
  }
  return (
    <div className="page narrow">
      <Head title={texts.signUpTitle} noindex />
      <h1>{texts.signUpTitle}</h1>
      <p className="lead">{texts.signUpText}</p>
      <ActionForm action={register}>
        <Alert message={register.message} fields={register.fields} />
        <TextField
          name="displayName"
          label={texts.displayName}
          hint={texts.displayNameHint}
          error={register.fields.displayName}
          autoComplete="name"
          maxLength={100}
          required
        />
        <TextField
          name="email"
          label={texts.email}
          error={register.fields.email}
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          hint={texts.passwordHint}
          error={register.fields.password}
          autoComplete="new-password"
          minLength={15}
        />
        <CodeButton className="button primary" type="submit" busy={register.busy}>
          {texts.submitSignUp}
        </CodeButton>
      </ActionForm>
      <p>
        {texts.haveAccount} <a href={pathTo(locale, "signIn", {}, { next })}>{texts.signInTitle}</a>
      </p>
    </div>
  );
}
