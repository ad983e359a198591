import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Alert } from "../components/alert.tsx";
import { Head } from "../components/head.tsx";
import { Message } from "../components/message.tsx";
import { CodeButton } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { forget } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";
import { useFragmentToken } from "./fragment-token.ts";
import { NewPasswordField } from "./password-field.tsx";

export const handle: PageHandle = { interactive: true };

/** Where the mail's link leads whoever forgot the password. */
export default function ResetPassword() {
  const texts = useTexts(account);
  const locale = useLocale();
  const token = useFragmentToken();
  const [done, setDone] = useState(false);
  const reset = useAction(async (form: FormData) => {
    const body = { token: token(), password: String(form.get("password")) };
    await call("/auth/password/reset", { method: "POST", body, locale });
    forget();
    setDone(true);
  });
  const deadLink = reset.fields.token;
  return (
    <div className="page narrow">
      <Head title={texts.resetTitle} noindex />
      {done ? (
        <Message title={texts.resetDoneTitle} text={texts.resetDoneText}>
          <a className="button primary" href={pathTo(locale, "signIn")}>
            {texts.signInTitle}
          </a>
        </Message>
      ) : (
        <>
          <h1>{texts.resetTitle}</h1>
          <p className="lead">{texts.resetText}</p>
          <ActionForm action={reset}>
            <Alert message={deadLink ?? reset.message} {...(!deadLink && { fields: reset.fields })} />
            {deadLink === undefined && reset.message !== texts.linkIncomplete ? null : (
              <p>
                <a href={pathTo(locale, "forgotPassword")}>{texts.askAgain}</a>
              </p>
            )}
            <NewPasswordField error={reset.fields.password} />
            <CodeButton className="button primary" type="submit" busy={reset.busy}>
              {texts.submitReset}
            </CodeButton>
          </ActionForm>
        </>
      )}
    </div>
  );
}
