import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { useFragmentToken } from "../account/fragment-token.ts";
import { Alert } from "../components/alert.tsx";
import { Head } from "../components/head.tsx";
import { Message } from "../components/message.tsx";
import { CodeButton, NeedsCode } from "../components/needs-code.tsx";
import type { PageHandle } from "../context.ts";
import { notifications } from "../i18n/notifications.ts";
import { unsubscribeTexts } from "../i18n/unsubscribe.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

export const handle: PageHandle = { interactive: true };

/**
 * Where a mail's link leads. Nothing is switched off before the button is pressed: what only opens links, as mail filters
 * do, changes nothing.
 */
export default function Unsubscribe() {
  const texts = useTexts(unsubscribeTexts);
  const { preferences } = useTexts(notifications);
  const locale = useLocale();
  const token = useFragmentToken();
  const [state, setState] = useState<"asked" | "busy" | "done" | "failed">("asked");
  const switchOff = async () => {
    setState("busy");
    // As RFC 8058 has it, for whoever presses the button in a mail program.
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    const answer = await fetch(`/api/v1/unsubscribe/${encodeURIComponent(token())}`, {
      method: "POST",
      body,
      credentials: "omit",
    }).catch(() => null);
    setState(answer?.ok ? "done" : "failed");
  };
  return (
    <div className="page narrow">
      <Head title={texts.title} noindex />
      {state === "done" ? (
        <Message title={texts.doneTitle} text={texts.doneText}>
          <a className="button" href={pathTo(locale, "preferences")}>
            {preferences}
          </a>
        </Message>
      ) : (
        <>
          <h1>{texts.title}</h1>
          <p className="lead">{texts.text}</p>
          <NeedsCode>
            <div className="actions">
              <CodeButton
                className="button primary"
                type="button"
                busy={state === "busy"}
                onClick={() => void switchOff()}
              >
                {texts.submit}
              </CodeButton>
            </div>
          </NeedsCode>
          <Alert message={state === "failed" ? texts.failed : null} />
        </>
      )}
    </div>
  );
}
