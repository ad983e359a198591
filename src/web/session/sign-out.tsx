import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { keptText } from "../i18n/kept-text.ts";
import { type FoundText, textsOf } from "../kept-text/text-store.ts";
import { moment } from "../lib/format.ts";
import { goTo } from "../lib/go-to.ts";
import { ownAddress } from "../lib/own-address.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { closeSession, useUser } from "./session.ts";
import { useAction } from "./use-action.ts";

export const handle: PageHandle = { interactive: true };

/** What becomes of what was typed and not sent, asked before the session is closed. */
export default function SignOut() {
  const texts = useTexts(keptText);
  const user = useUser();
  return (
    <WorkPage title={texts.signOutPlainTitle} className="page narrow">
      {user === null ? null : <WaysOut account={user.id} />}
    </WorkPage>
  );
}

function WaysOut({ account }: { readonly account: string }) {
  const texts = useTexts(keptText);
  const locale = useLocale();
  const [unsent] = useState(() => textsOf(account));
  const signOut = useAction(async (keep: boolean) => {
    await closeSession(locale, keep);
    goTo(pathTo(locale, "feed"));
  });
  const some = unsent.length > 0;
  const feed = pathTo(locale, "feed");
  return (
    <>
      <h1>{some ? texts.signOutTitle : texts.signOutPlainTitle}</h1>
      <p className="lead">{some ? texts.signOutText : texts.signOutPlainText}</p>
      {some ? <Unsent texts={unsent} /> : null}
      <Alert message={signOut.message} />
      <div className="ways-out">
        {some ? (
          <>
            <button
              className="button"
              type="button"
              aria-describedby="keep-hint"
              aria-disabled={signOut.busy}
              onClick={() => void signOut.run(true)}
            >
              {texts.keep}
            </button>
            <p className="hint" id="keep-hint">
              {texts.keepHint}
            </p>
          </>
        ) : null}
        <button
          className={some ? "button danger" : "button primary"}
          type="button"
          aria-disabled={signOut.busy}
          onClick={() => void signOut.run(false)}
        >
          {some ? texts.drop : texts.signOutPlainTitle}
        </button>
        <a className="button" href={some ? (unsent[0]?.href ?? feed) : feed}>
          {texts.stay}
        </a>
      </div>
    </>
  );
}

function Unsent({ texts: unsent }: { readonly texts: readonly FoundText[] }) {
  const texts = useTexts(keptText);
  const locale = useLocale();
  const { timeZone } = useSite();
  return (
    <ul className="unsent panel">
      {unsent.map(({ key, label, href, savedAt }) => (
        <li key={key}>
          <span>
            <strong className="user-text">{label}</strong>
            <br />
            <span className="label">
              {texts.typedOn(moment(new Date(savedAt).toISOString(), timeZone, locale))}
            </span>
          </span>
          <a className="button small" href={ownAddress(href, location.origin) ?? "/"}>
            {texts.goSend}
          </a>
        </li>
      ))}
    </ul>
  );
}
