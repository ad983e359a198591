import { pathTo } from "../../shared/page-paths.ts";
import { StatusTag } from "../components/status-tag.tsx";
import type { PageHandle } from "../context.ts";
import { moderatedParties } from "../i18n/moderated-parties.ts";
import { moderation } from "../i18n/moderation.ts";
import { organisations } from "../i18n/organisations.ts";
import type { RelatedOffers } from "../lib/api-types.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";
import { ModerationPage } from "./moderation-page.tsx";
import { Queue } from "./queue.tsx";

export { accountLinks as links } from "../account/account-links.ts";
export const handle: PageHandle = { interactive: true };

/** Missions on which somebody is on several sides. */
export default function ModeratedRelatedOffers() {
  const texts = useTexts(moderatedParties);
  return (
    <ModerationPage section="relatedOffers">
      <p className="lead">{texts.relatedText}</p>
      <RelatedQueue />
    </ModerationPage>
  );
}

function RelatedQueue() {
  const texts = useTexts(moderatedParties);
  const list = useList<RelatedOffers>("/admin/related-offers");
  return <Queue list={list} empty={texts.noneRelated} row={(related) => <RelatedRow related={related} />} />;
}

function RelatedRow({ related }: { readonly related: RelatedOffers }) {
  const texts = useTexts(moderatedParties);
  const { seeMission } = useTexts(moderation);
  const locale = useLocale();
  const userText = useUserText();
  const { id, title, status, parties } = related;
  return (
    <>
      <p className="tags">
        <StatusTag status={status} />
      </p>
      <h2 className="small-heading user-text" {...userText}>
        {title}
      </h2>
      <ul className="devices" aria-label={texts.parties}>
        {parties.map((party) => (
          <li key={party.id}>
            <RelatedParty party={party} />
          </li>
        ))}
      </ul>
      <p className="actions">
        <a
          className="button"
          aria-label={texts.seeMissionNamed(title)}
          href={pathTo(locale, "moderationMissions", {}, { mission: id })}
        >
          {seeMission}
        </a>
      </p>
    </>
  );
}

function RelatedParty({ party }: { readonly party: RelatedOffers["parties"][number] }) {
  const texts = useTexts(moderatedParties);
  const general = useTexts(organisations);
  const locale = useLocale();
  const userText = useUserText();
  const { id, displayName, kind, client } = party;
  const person = kind === "person";
  return (
    <div className="device">
      <div>
        <p>
          <strong className="user-text" {...userText}>
            {displayName}
          </strong>
        </p>
        <p className="label">
          {general.kinds[kind]} · {client ? texts.client : texts.bidder}
        </p>
      </div>
      <div className="actions">
        <a
          className="button small"
          aria-label={person ? texts.findAccountNamed(displayName) : texts.showMembersNamed(displayName)}
          href={
            person
              ? pathTo(locale, "moderationAccounts", {}, { q: displayName })
              : pathTo(locale, "organisation", { id })
          }
        >
          {person ? texts.findAccount : texts.showMembers}
        </a>
      </div>
    </div>
  );
}
