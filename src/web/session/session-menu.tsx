import { AnonymousMenu } from "../components/anonymous-menu.tsx";
import { SignedInMenu } from "../components/signed-in-menu.tsx";
import { pathTo } from "../i18n/paths.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale } from "../lib/use-page.ts";
import { moderates } from "./hint.ts";
import { closeSession, useSession } from "./session.ts";

export function SessionMenu() {
  const session = useSession();
  const locale = useLocale();
  if (session.state !== "signedIn") return <AnonymousMenu />;
  const signOut = () => void closeSession(locale).then(() => goTo(pathTo(locale, "feed")));
  const { displayName } = session.user;
  return <SignedInMenu name={displayName} moderates={moderates(session.user)} onSignOut={signOut} />;
}
