import { useState } from "react";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { organisations } from "../i18n/organisations.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Member, Party } from "../lib/api-types.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useList } from "../session/use-list.ts";

interface MembersProps {
  readonly party: Party;
  readonly userId: string;
  readonly onChanged: () => Promise<void>;
}

const userIdOf = (member: Member) => member.userId;
type Change = { readonly member: Member; readonly role: Member["role"] | null };

export function Members({ party, userId, onChanged }: MembersProps) {
  const texts = useTexts(organisations);
  const general = useTexts(workspace);
  const locale = useLocale();
  const [said, setSaid] = useState<string | null>(null);
  const path = `/parties/${encodeURIComponent(party.id)}/members`;
  const list = useList<Member>(path, { pageSize: 50, idOf: userIdOf });
  const change = useAction(async ({ member, role }: Change) => {
    setSaid(null);
    const of = `${path}/${encodeURIComponent(member.userId)}`;
    if (role === null) await call(of, { method: "DELETE", locale });
    else await call(of, { method: "PATCH", body: { role }, locale });
    await Promise.all([list.reload(), onChanged()]);
    setSaid(role === null ? texts.removed : texts.roleChanged(member.displayName));
  });
  return (
    <section className="stack" aria-labelledby="members">
      <h2 id="members">{texts.members}</h2>
      <p className="hint">{texts.rolesText}</p>
      <Alert message={change.message} />
      <div role="status">{said === null ? null : <p className="notice">{said}</p>}</div>
      {list.items === null ? <Loading resources={[list]} /> : null}
      <ul className="devices">
        {(list.items ?? []).map((member) => (
          <li key={member.userId}>
            <Row
              member={member}
              mine={member.userId === userId}
              manages={party.role === "owner"}
              onChange={(role) => void change.run({ member, role })}
            />
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
    </section>
  );
}

interface RowProps {
  readonly member: Member;
  readonly mine: boolean;
  readonly manages: boolean;
  readonly onChange: (role: Member["role"] | null) => void;
}

function Row({ member, mine, manages, onChange }: RowProps) {
  const texts = useTexts(organisations);
  const userText = useUserText();
  const { displayName, role, suspended } = member;
  return (
    <div className="device">
      <div>
        <p>
          <strong className="user-text" {...userText}>
            {displayName}
          </strong>{" "}
          {mine ? <span className="tag">{texts.you}</span> : null}
        </p>
        <p className="label">
          {texts.roles[role]}
          {suspended ? ` · ${texts.suspended}` : null}
        </p>
      </div>
      {manages ? (
        <div className="actions">
          <ConfirmButton
            className="button small"
            label={texts.changeRole}
            accessibleLabel={texts.changeRoleOf(displayName)}
            title={texts.roleOf(displayName)}
            onConfirm={(form) => onChange(form.get(`role-${member.userId}`) as Member["role"])}
          >
            <SelectField name={`role-${member.userId}`} label={texts.role} value={role}>
              {(["owner", "manager", "member"] as const).map((one) => (
                <option key={one} value={one}>
                  {texts.roles[one]}
                </option>
              ))}
            </SelectField>
          </ConfirmButton>
          {mine ? null : (
            <ConfirmButton
              danger
              className="button small danger"
              label={texts.remove}
              accessibleLabel={texts.removeNamed(displayName)}
              title={texts.removeTitle(displayName)}
              onConfirm={() => onChange(null)}
            >
              <p>{texts.removeText}</p>
            </ConfirmButton>
          )}
        </div>
      ) : null}
    </div>
  );
}
