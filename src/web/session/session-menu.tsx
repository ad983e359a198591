import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { AnonymousMenu } from "../components/anonymous-menu.tsx";
import { SignedInMenu } from "../components/signed-in-menu.tsx";
import { keptText } from "../i18n/kept-text.ts";
import { textsOf } from "../kept-text/text-store.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { SaidUnread } from "../notifications/said-unread.tsx";
import { useUnread } from "../notifications/unread.ts";
import { actingParty, chooseParty, partiesToActFor } from "./acting.ts";
import { ApiError } from "./api-client.ts";
import { moderates, signedInHint } from "./hint.ts";
import { closeSession, type Session, useSession } from "./session.ts";

export function SessionMenu() {
  const session = useSession();
  const texts = useTexts(keptText);
  const locale = useLocale();
  const unread = useUnread("notifications");
  const unreadConversations = useUnread("conversations");
  const [failed, setFailed] = useState(false);
  const who = whoIsGreeted(session);
  if (who === null) return <AnonymousMenu />;
  const signOut = async () => {
    setFailed(false);
    // What was typed and not sent comes first.
    if (textsOf(who.id).length > 0) return goTo(pathTo(locale, "signOut"));
    try {
      await closeSession(locale);
      goTo(pathTo(locale, "feed"));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailed(true);
    }
  };
  return (
    <>
      <SignedInMenu
        name={who.name}
        moderates={who.moderates}
        unread={unread ?? 0}
        unreadConversations={unreadConversations ?? 0}
        parties={partiesToActFor()}
        acting={actingParty()}
        onChoose={(id) => chooseParty(id)}
        onSignOut={() => void signOut()}
      />
      <SaidUnread notifications={unread} conversations={unreadConversations} />
      <div role="alert" className="sign-out-failed">
        {failed ? <p className="notice danger">{texts.signOutFailed}</p> : null}
      </div>
    </>
  );
}

interface Greeted {
  readonly id: string;
  readonly name: string;
  readonly moderates: boolean;
}

/** Not reached is not signed out: the greeting stays. */
function whoIsGreeted(session: Session): Greeted | null {
  if (session.state === "signedIn") {
    const { user } = session;
    return { id: user.id, name: user.displayName, moderates: moderates(user) };
  }
  const hint = session.state === "unreachable" ? signedInHint() : null;
  return hint === null ? null : { id: hint.userId, name: hint.displayName, moderates: hint.moderates };
}
