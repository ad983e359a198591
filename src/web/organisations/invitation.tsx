import { useEffect, useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { useFragmentToken } from "../account/fragment-token.ts";
import { Alert } from "../components/alert.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { organisations } from "../i18n/organisations.ts";
import { working } from "../i18n/working.ts";
import type { Party, ReceivedInvitation } from "../lib/api-types.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { chooseParty, forgetParties } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useSession, useUser } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";

export const handle: PageHandle = { interactive: true };

/** Where the mail of an invitation leads. It says who invites; what only opens links joins nothing. */
export default function InvitationPage() {
  const texts = useTexts(organisations);
  const token = useFragmentToken();
  const session = useSession();
  const user = useUser();
  return (
    <>
      <WorkPage title={texts.invitationTitle} className="page narrow">
        <h1>{texts.invitationTitle}</h1>
        {user === null ? null : <Received token={token} />}
      </WorkPage>
      {session.state === "anonymous" ? (
        <div className="page narrow">
          <p className="notice">{texts.invitationSignIn}</p>
        </div>
      ) : null}
    </>
  );
}

function Received({ token }: { readonly token: () => string }) {
  const texts = useTexts(organisations);
  const general = useTexts(working);
  const locale = useLocale();
  const userText = useUserText();
  const [invitation, setInvitation] = useState<ReceivedInvitation | null>(null);
  const read = useAction(async () => {
    const body = { token: token() };
    setInvitation(await call<ReceivedInvitation>("/invitations/read", { method: "POST", body, locale }));
  });
  const join = useAction(async (acceptRelatedOffers: boolean) => {
    const body = { token: token(), acceptRelatedOffers };
    const { id } = await call<Party>("/invitations/accept", { method: "POST", body, locale });
    forgetParties();
    chooseParty(id, pathTo(locale, "organisation", { id }));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => void read.run(), []);
  const message = read.fields.token ?? read.message;
  if (invitation === null) {
    return (
      <>
        {message === null ? <p role="status">{general.loading}</p> : null}
        <Alert message={message} />
        {message === null ? null : <p>{texts.invitationOther}</p>}
      </>
    );
  }
  const related = join.code === "related_offer";
  return (
    <div className="panel stack">
      <p className="user-text" {...userText}>
        {texts.invitationText(invitation.invitedBy, invitation.party.displayName)}
      </p>
      <p>
        {texts.kinds[invitation.party.kind]} · {texts.invitationRole(texts.roles[invitation.role])}
      </p>
      <p className="hint">{texts.invitationLater}</p>
      <Alert message={related ? texts.related : (join.fields.token ?? join.message)} />
      {related ? (
        <ul className="user-text">
          {join.errors.map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      ) : null}
      <div className="actions">
        <button
          className="button primary"
          type="button"
          aria-disabled={join.busy}
          onClick={() => void join.run(related)}
        >
          {related ? texts.invitationAcceptAll : texts.invitationAccept}
        </button>
      </div>
    </div>
  );
}
