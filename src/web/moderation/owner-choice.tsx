import { ConfirmButton } from "../components/confirm-button.tsx";
import { Loading } from "../components/loading.tsx";
import { moderatedParties } from "../i18n/moderated-parties.ts";
import { organisations } from "../i18n/organisations.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Member, Party } from "../lib/api-types.ts";
import { useTexts, useUserText } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";
import { Freshness } from "../workspace/freshness.tsx";

interface OwnerChoiceProps {
  readonly party: Party;
  readonly onChoose: (member: Member) => void;
}

const userIdOf = (member: Member) => member.userId;

/** The members of an organisation without an owner: each that can act may be named one. */
export function OwnerChoice({ party, onChoose }: OwnerChoiceProps) {
  const texts = useTexts(moderatedParties);
  const general = useTexts(workspace);
  const list = useList<Member>(`/parties/${encodeURIComponent(party.id)}/members`, {
    pageSize: 50,
    idOf: userIdOf,
  });
  if (list.items === null) return <Loading resources={[list]} />;
  return (
    <>
      <Freshness error={list.error} />
      <ul className="devices" aria-label={texts.membersOf(party.displayName)}>
        {list.items.map((member) => (
          <li key={member.userId}>
            <Choice member={member} party={party} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {list.more === null ? null : (
        <p className="pager">
          <button className="button" type="button" onClick={list.more}>
            {general.more}
          </button>
        </p>
      )}
    </>
  );
}

function Choice({ member, party, onChoose }: OwnerChoiceProps & { readonly member: Member }) {
  const texts = useTexts(moderatedParties);
  const general = useTexts(organisations);
  const userText = useUserText();
  const { displayName, role, suspended } = member;
  return (
    <div className="device">
      <div>
        <p>
          <strong className="user-text" {...userText}>
            {displayName}
          </strong>
        </p>
        <p className="label">
          {general.roles[role]}
          {suspended ? ` · ${general.suspended}` : null}
        </p>
      </div>
      {suspended ? null : (
        <div className="actions">
          <ConfirmButton
            className="button small"
            label={texts.nameOwner}
            accessibleLabel={texts.nameOwnerNamed(displayName)}
            title={texts.nameOwnerAsk(displayName, party.displayName)}
            onConfirm={() => onChoose(member)}
          >
            <p>{texts.nameOwnerText}</p>
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}
