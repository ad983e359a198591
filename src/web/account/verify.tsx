import { useState } from "react";
import { Alert } from "../components/alert.tsx";
import { Head } from "../components/head.tsx";
import { Message } from "../components/message.tsx";
import { CodeButton, NeedsCode } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { account } from "../i18n/account.ts";
import { pathTo } from "../i18n/paths.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useFragmentToken } from "./fragment-token.ts";

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
        </>
      )}
    </div>
  );
}
