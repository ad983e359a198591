import { count, fullMoment, price } from "../../../shared/format.ts";
import type { Locale } from "../../../shared/locale.ts";
import type { Connection } from "../../platform/database/database.ts";
import type { Account } from "../accounts/index.ts";
import { isUnreadBy, lookUpConversation } from "../conversations/index.ts";
import { findVisibleMission, readerParts } from "../missions/index.ts";
import { findNotice } from "../moderation/index.ts";
import { findOfferOf } from "../offers/index.ts";
import { findExportOf } from "../privacy/index.ts";
import { savedSearchName } from "../saved-searches/index.ts";
import type { Kind, ReasonedMove } from "./kind.ts";
import type { NotificationRow } from "./notification-queries.ts";

/** What the texts of a kind are filled with, as the reader may see it now. */
export interface Facts {
  /** In the language of the reader. */
  readonly values: Readonly<
    Partial<Record<"mission" | "price" | "deadline" | "until" | "offers" | "search", string>>
  >;
  /** Somebody's words. */
  readonly reason: string | null;
  readonly missionStatus: string | null;
}

export interface FactsDependencies {
  readonly connection: Connection;
  /** ISO 4217. */
  readonly currency: string;
  readonly timeZone: string;
  /** For a list, in which what was read stays; a mail tells of nothing that was. */
  readonly evenRead?: boolean;
}

type Reader = Pick<Account, "id" | "partyId" | "roles">;

/** null: the reader may not see any more what it is about. */
export async function findFacts(
  deps: FactsDependencies,
  row: NotificationRow,
  kind: Kind,
  reader: Reader,
  locale: Locale,
): Promise<Facts | null> {
  if (kind.about === "conversation") {
    const tells = deps.evenRead ? takesPart : awaitsReading;
    if (!(await tells(deps.connection, row))) return null;
  }
  if (kind.about === "search") return factsOfSearch(deps, row);
  if (kind.about === "export") return factsOfExport(deps, row);
  return kind.about === "restriction"
    ? factsOfRestriction(deps, row)
    : factsOfMission(deps, row, kind, reader, locale);
}

/** Whether the party that was told is a side of the conversation. */
async function takesPart(connection: Connection, { subjectId, partyId }: NotificationRow): Promise<boolean> {
  if (subjectId === null || partyId === null) return false;
  return (await lookUpConversation(connection, subjectId, partyId)) !== null;
}

/** Whether somebody still belongs to the conversation, has not read it all meanwhile, and wants to hear of it. */
async function awaitsReading(
  connection: Connection,
  { missionId, subjectId, userId, partyId }: NotificationRow,
): Promise<boolean> {
  if (missionId === null || subjectId === null || partyId === null) return false;
  return isUnreadBy(connection, { missionId, id: subjectId }, { userId, partyId });
}

async function factsOfMission(
  { connection, currency, timeZone }: FactsDependencies,
  { missionId, partyId }: NotificationRow,
  kind: Kind,
  reader: Reader,
  locale: Locale,
): Promise<Facts | null> {
  if (missionId === null) return null;
  const moderator = partyId === null && reader.roles.some((role) => role === "moderator" || role === "admin");
  const eyes = { partyId, moderator };
  const mission = await findVisibleMission(connection, missionId, eyes);
  if (mission === null) return null;
  const offer = partyId === null ? null : await findOfferOf(connection, missionId, partyId);
  const when = (at: Date | null) => at && fullMoment(at.toISOString(), timeZone, locale);
  const [deadline, until] = [when(mission.deadline), when(mission.dueAt)];
  return {
    values: {
      mission: mission.title,
      offers: count(mission.offerCount, locale),
      ...(offer && { price: price(offer.priceCents, currency, locale) }),
      ...(deadline && { deadline }),
      ...(until && { until }),
    },
    reason: kind.reasonOf ? await reasonFor(connection, missionId, eyes, kind.reasonOf) : null,
    missionStatus: mission.status,
  };
}

async function reasonFor(
  connection: Connection,
  missionId: string,
  reader: { partyId: string | null; moderator: boolean },
  moves: readonly ReasonedMove[],
): Promise<string | null> {
  const parts = await readerParts(connection, [missionId], reader);
  const reason = parts.get(missionId)?.reason ?? null;
  return reason !== null && (moves as readonly string[]).includes(reason.move) ? reason.text : null;
}

async function factsOfSearch(
  { connection }: FactsDependencies,
  { subjectId, userId }: NotificationRow,
): Promise<Facts | null> {
  const search = subjectId === null ? null : await savedSearchName(connection, userId, subjectId);
  return search === null ? null : { values: { search }, reason: null, missionStatus: null };
}

/** Nothing but that it is there to be taken. */
async function factsOfExport(
  { connection, evenRead = false }: FactsDependencies,
  { subjectId, userId }: NotificationRow,
): Promise<Facts | null> {
  const found = await findExportOf(connection, userId);
  const stands = found !== null && found.id === subjectId && (evenRead || found.takenAt === null);
  return stands ? { values: {}, reason: null, missionStatus: null } : null;
}

async function factsOfRestriction(
  { connection }: FactsDependencies,
  { subjectId, userId }: NotificationRow,
): Promise<Facts | null> {
  const notice = subjectId === null ? null : await findNotice(connection, subjectId, userId);
  if (notice === null) return null;
  const { missionTitle, reason } = notice;
  return { values: missionTitle === null ? {} : { mission: missionTitle }, reason, missionStatus: null };
}
