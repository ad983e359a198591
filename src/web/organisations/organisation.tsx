import { useParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { organisations } from "../i18n/organisations.ts";
import type { Party } from "../lib/api-types.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { actingParty, chooseParty } from "../session/acting.ts";
import { useUser } from "../session/session.ts";
import { useResource } from "../session/use-resource.ts";
import { Invitations } from "./invitations.tsx";
import { Members } from "./members.tsx";
import { RenameForm } from "./rename-form.tsx";
import { WaysOut } from "./ways-out.tsx";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

/** One organisation: who belongs to it and as what, who is invited, its name, and how one leaves it. */
export default function Organisation() {
  const { id = "" } = useParams();
  const texts = useTexts(organisations);
  const locale = useLocale();
  const user = useUser();
  return (
    <WorkPage title={texts.manage} className="page form-page">
      <p>
        <a href={pathTo(locale, "organisations")}>{texts.all}</a>
      </p>
      {user === null ? null : <Settings id={id} userId={user.id} />}
    </WorkPage>
  );
}

function Settings({ id, userId }: { readonly id: string; readonly userId: string }) {
  const texts = useTexts(organisations);
  const userText = useUserText();
  const path = `/parties/${encodeURIComponent(id)}`;
  const resource = useResource<Party>(path);
  const { value: party, reload } = resource;
  if (party === null) {
    return (
      <>
        <h1>{texts.manage}</h1>
        <Loading resources={[resource]} />
      </>
    );
  }
  const { role } = party;
  return (
    <>
      <h1 className="user-text" {...userText}>
        {party.displayName}
      </h1>
      <p className="label">
        {texts.kinds[party.kind]}
        {role === null ? null : ` · ${texts.roles[role]}`}
      </p>
      {party.status === "in_custody" ? <p className="notice">{texts.inCustody}</p> : null}
      {role === null || actingParty()?.id === party.id ? null : (
        <p className="actions">
          <button className="button" type="button" onClick={() => chooseParty(party.id)}>
            {texts.actNamed(party.displayName)}
          </button>
        </p>
      )}
      <Members party={party} userId={userId} onChanged={reload} />
      {role === "owner" || role === "manager" ? <Invitations party={party} /> : null}
      {role === "owner" ? <RenameForm party={party} onChanged={reload} /> : null}
      {role === null ? null : <WaysOut party={party} userId={userId} onChanged={reload} />}
    </>
  );
}
