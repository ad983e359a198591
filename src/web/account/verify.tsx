import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { Head } from "../components/head.tsx";
import { Message } from "../components/message.tsx";
import { CodeButton, NeedsCode } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { common } from "../i18n/common.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useFragmentToken } from "./fragment-token.ts";
import { ResendForm } from "./resend-verification.tsx";

export const handle: PageHandle = { interactive: true };

/**
 * Where the mail's link leads, for a first address and for a changed one. The token is used up by a click: what
 * only opens links, as mail filters do, confirms nothing.
 */
export default function Verify() {
  const texts = useTexts(account);
  const locale = useLocale();
  const token = useFragmentToken();
  const [verified, setVerified] = useState(false);
  const verify = useAction(async () => {
    await call("/auth/email/verify", { method: "POST", body: { token: token() }, locale });
    setVerified(true);
  });
  return (
    <div className="page narrow">
      <Head title={texts.verifyTitle} noindex />
      {verified ? (
        <Message title={texts.verifiedTitle} text={texts.verifiedText}>
          <a className="button primary" href={pathTo(locale, "signIn")}>
            {texts.signInTitle}
          </a>
        </Message>
      ) : (
        <>
          <h1>{texts.verifyTitle}</h1>
          <p className="lead">{texts.verifyText}</p>
          <NeedsCode>
            <div className="actions">
              <CodeButton
                className="button primary"
                type="button"
                busy={verify.busy}
                onClick={() => void verify.run()}
              >
                {texts.submitVerify}
              </CodeButton>
            </div>
          </NeedsCode>
          <Alert message={verify.fields.token ?? verify.message} />
          {verify.message === null && verify.fields.token === undefined ? null : <WaysOn />}
        </>
      )}
    </div>
  );
}

/** A link is used up by its first press, and too old after a day: nobody is to be left standing there. */
function WaysOn() {
  const texts = useTexts(account);
  const { security } = useTexts(common);
  const locale = useLocale();
  return (
    <section className="stack" aria-label={texts.resend}>
      <p>{texts.deadLinkText}</p>
      <p className="actions">
        <a className="button" href={pathTo(locale, "signIn")}>
          {texts.signInTitle}
        </a>
        <a className="button" href={pathTo(locale, "security")}>
          {security}
        </a>
      </p>
      <ResendForm />
    </section>
  );
}
