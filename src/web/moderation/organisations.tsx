import { useRef, useState } from "react";
import type { PageHandle } from "../context.ts";
import { moderatedParties } from "../i18n/moderated-parties.ts";
import type { Party } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";
import { ModerationPage } from "./moderation-page.tsx";
import { OrganisationInCare } from "./organisation-in-care.tsx";
import { Queue } from "./queue.tsx";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

/** Organisations without an owner: a moderator names one, or dissolves them. */
export default function ModeratedOrganisations() {
  const texts = useTexts(moderatedParties);
  return (
    <ModerationPage section="organisations">
      <p className="lead">{texts.careText}</p>
      <CareQueue />
    </ModerationPage>
  );
}

function CareQueue() {
  const texts = useTexts(moderatedParties);
  const list = useList<Party>("/admin/parties");
  const [said, setSaid] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const onDone = async (text: string) => {
    await list.reload();
    setSaid(text);
    // What was pressed is gone with its row.
    place.current?.focus();
  };
  return (
    <>
      <div role="status" ref={place} tabIndex={-1}>
        {said === null ? null : <p className="notice user-text">{said}</p>}
      </div>
      <Queue
        list={list}
        empty={texts.noneInCare}
        row={(party) => <OrganisationInCare party={party} onDone={onDone} />}
      />
    </>
  );
}
