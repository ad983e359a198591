import { pathTo } from "../../../shared/page-paths.ts";
import { frenchSpaces, typeset } from "../../../shared/typography.ts";
import type { MissionDeadline } from "../missions/index.ts";
import type { CalendarEvent } from "./icalendar.ts";

type Language = "fr" | "en";

export const names = typeset({
  offersEnd: { fr: "Fin des offres", en: "Offers end" },
  deadline: { fr: "Date limite pour proposer un prix", en: "Deadline for offers" },
  choose: { fr: "Dernier jour pour choisir une offre", en: "Last day to choose an offer" },
  start: { fr: "Dernier jour pour commencer ou décliner", en: "Last day to begin or decline" },
  accept: { fr: "Dernier jour pour accepter la livraison", en: "Last day to accept the delivery" },
});

export interface DeadlineReader {
  readonly language: Language;
  readonly publicUrl: string;
  /** The party's offer on a mission is accepted. */
  readonly won: ReadonlySet<string>;
}

/** What is to be done by when: of own missions, and of those on which one has an offer or that one has marked. */
export function eventsOf(mission: MissionDeadline, reader: DeadlineReader): CalendarEvent[] {
  const { id, status, own, deadline, dueAt } = mission;
  const won = reader.won.has(id);
  const events: CalendarEvent[] = [];
  const add = (name: keyof typeof names, page: "mission" | "manage" | "offer", at: Date | null) => {
    if (at !== null) events.push(event(mission, reader, name, page, at));
  };
  if (status === "published" || status === "closed") {
    if (own) add("offersEnd", "manage", deadline);
    else add("deadline", "mission", deadline);
  }
  if (status === "closed" && own) add("choose", "manage", dueAt);
  if (status === "awarded" && won) add("start", "offer", dueAt);
  if (status === "delivered" && own) add("accept", "manage", dueAt);
  return events;
}

function event(
  { id, title, updatedAt }: MissionDeadline,
  { language, publicUrl }: DeadlineReader,
  name: keyof typeof names,
  page: "mission" | "manage" | "offer",
  at: Date,
): CalendarEvent {
  const what = language === "fr" ? frenchSpaces(`${names[name].fr} : `) : `${names[name].en}: `;
  return {
    uid: `${id}.${name}@${URL.parse(publicUrl)?.hostname ?? "swideal"}`,
    at,
    summary: what + title,
    url: publicUrl + pathTo(language, page, { id }),
    changedAt: updatedAt,
  };
}
