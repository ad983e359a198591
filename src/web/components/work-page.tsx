import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { useLocation } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { keptText } from "../i18n/kept-text.ts";
import { languageTag } from "../i18n/locale.ts";
import { organisations } from "../i18n/organisations.ts";
import { working } from "../i18n/working.ts";
import { TextOwner } from "../kept-text/use-kept-text.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { actingParty, partiesToActFor } from "../session/acting.ts";
import { userOf, useSession } from "../session/session.ts";
import { SessionCover } from "../session/session-cover.tsx";
import { Head } from "./head.tsx";
import { Unreachable } from "./unreachable.tsx";

interface WorkPageProps {
  readonly title: string;
  readonly className?: string;
  /** Shown to whoever is signed in; others are asked to sign in. */
  readonly children: ReactNode;
}

/** An interactive page of one's own. Rendered on the server it is empty: what is private comes by the API. */
export function WorkPage({ title, className = "page", children }: WorkPageProps) {
  const locale = useLocale();
  const texts = useTexts(working);
  const { otherAccount } = useTexts(keptText);
  const session = useSession();
  const user = userOf(session);
  return (
    <I18nProvider locale={languageTag[locale]}>
      <Head title={title} noindex />
      {user === null ? null : (
        // Of one account, and of no other after it. Covered, it stays as it is.
        <div key={user.id} className={className} hidden={session.state === "over"}>
          {session.state === "signedIn" && session.instead === true ? (
            <p className="notice" role="status">
              {otherAccount(user.displayName)}
            </p>
          ) : null}
          <SpeaksFor />
          <TextOwner value={user.id}>{children}</TextOwner>
        </div>
      )}
      {session.state === "over" ? <SessionCover /> : null}
      {user === null ? (
        <div className={className}>
          {session.state === "anonymous" ? <AskToSignIn /> : null}
          {session.state === "unreachable" ? <Unreachable error={session.error} /> : null}
          {session.state === "unknown" ? (
            <>
              <h1>{title}</h1>
              <p role="status">{texts.loading}</p>
              <noscript>
                <p className="notice">{texts.needsJavaScript}</p>
              </noscript>
            </>
          ) : null}
        </div>
      ) : null}
    </I18nProvider>
  );
}

/** What a page sends is said for one party: whoever may act for several reads for which. */
function SpeaksFor() {
  const texts = useTexts(organisations);
  const userText = useUserText();
  if (partiesToActFor().length === 0) return null;
  const acting = actingParty();
  return (
    <p className="speaks-for user-text" {...userText}>
      {acting === null ? texts.actingForOwn : texts.actingFor(acting.displayName)}
    </p>
  );
}

function AskToSignIn() {
  const locale = useLocale();
  const texts = useTexts(working);
  const { signIn, signUp } = useTexts(common);
  const { pathname, search } = useLocation();
  const next = pathname + search;
  return (
    <section className="message">
      <h1>{texts.mustSignIn}</h1>
      <p>{texts.mustSignInText}</p>
      <p className="actions">
        <a className="button primary" href={pathTo(locale, "signIn", {}, { next })}>
          {signIn}
        </a>
        <a className="button" href={pathTo(locale, "signUp", {}, { next })}>
          {signUp}
        </a>
      </p>
    </section>
  );
}
