import { useId, useState } from "react";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { moderatedParties } from "../i18n/moderated-parties.ts";
import { organisations } from "../i18n/organisations.ts";
import type { Member, Party } from "../lib/api-types.ts";
import { day } from "../lib/format.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { OwnerChoice } from "./owner-choice.tsx";

interface OrganisationInCareProps {
  readonly party: Party;
  /** Told what was done, once it is. */
  readonly onDone: (said: string) => Promise<void>;
}

export function OrganisationInCare({ party, onDone }: OrganisationInCareProps) {
  const texts = useTexts(moderatedParties);
  const general = useTexts(organisations);
  const userText = useUserText();
  const locale = useLocale();
  const { timeZone } = useSite();
  const [open, setOpen] = useState(false);
  const members = useId();
  const { displayName, kind, memberCount, createdAt } = party;
  const path = `/parties/${encodeURIComponent(party.id)}`;
  const name = useAction(async ({ userId, displayName: who }: Member) => {
    const of = `${path}/members/${encodeURIComponent(userId)}`;
    await call(of, { method: "PATCH", body: { role: "owner" }, locale });
    await onDone(texts.named(who, displayName));
  });
  const dissolve = useAction(async () => {
    await call(path, { method: "DELETE", locale });
    await onDone(texts.dissolved(displayName));
  });
  const own = party.role !== null;
  const about = [
    general.kinds[kind],
    general.memberCount(memberCount),
    texts.founded(day(createdAt, timeZone, locale)),
  ];
  return (
    <>
      <h2 className="small-heading user-text" {...userText}>
        {displayName}
      </h2>
      <p className="label">{about.join(" · ")}</p>
      {memberCount === 0 ? <p>{texts.nobodyLeft}</p> : null}
      {own ? <p>{texts.ownCase}</p> : null}
      <Alert message={name.message ?? dissolve.message} />
      {dissolve.errors.length === 0 ? null : (
        <ul className="user-text">
          {dissolve.errors.map(({ path: of, message }) => (
            <li key={of}>{message}</li>
          ))}
        </ul>
      )}
      <div className="actions" hidden={own}>
        {memberCount === 0 ? null : (
          <button
            className="button"
            type="button"
            aria-label={open ? texts.hideMembersNamed(displayName) : texts.showMembersNamed(displayName)}
            aria-expanded={open}
            aria-controls={members}
            onClick={() => setOpen(!open)}
          >
            {open ? texts.hideMembers : texts.showMembers}
          </button>
        )}
        <ConfirmButton
          danger
          label={general.dissolve}
          accessibleLabel={texts.dissolveNamed(displayName)}
          keep={general.keep}
          title={texts.dissolveAsk(displayName)}
          onConfirm={() => void dissolve.run()}
        >
          <p>{general.dissolveText}</p>
        </ConfirmButton>
      </div>
      <div id={members} hidden={!open}>
        {open ? <OwnerChoice party={party} onChoose={(member) => void name.run(member)} /> : null}
      </div>
    </>
  );
}
