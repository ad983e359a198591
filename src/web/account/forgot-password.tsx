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
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

export const handle: PageHandle = { interactive: true };

/** The answer is the same whether there is an account or not. */
export default function ForgotPassword() {
  const texts = useTexts(account);
  const locale = useLocale();
  const [sent, setSent] = useState(false);
  const ask = useAction(async (form: FormData) => {
    const body = { email: String(form.get("email")).trim() };
    await call("/auth/password/forgot", { method: "POST", body, locale });
    setSent(true);
  });
  return (
    <div className="page narrow">
      <Head title={texts.forgotTitle} noindex />
      {sent ? (
        <Message title={texts.forgotSentTitle} text={texts.forgotSentText}>
          <a className="button" href={pathTo(locale, "signIn")}>
            {texts.signInTitle}
          </a>
        </Message>
      ) : (
        <>
          <h1>{texts.forgotTitle}</h1>
          <p className="lead">{texts.forgotText}</p>
          <ActionForm action={ask}>
            <Alert message={ask.message} fields={ask.fields} />
            <TextField
              name="email"
              label={texts.email}
              error={ask.fields.email}
              type="email"
              autoComplete="username"
              required
            />
            <CodeButton className="button primary" type="submit" busy={ask.busy}>
              {texts.submitForgot}
            </CodeButton>
          </ActionForm>
        </>
      )}
    </div>
  );
}
