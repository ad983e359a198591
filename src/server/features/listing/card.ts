import { type MissionRow, summaryOf } from "../missions/index.ts";
import { hotRank } from "./mission-rank.ts";
import { searchKeys } from "./search/document-keys.ts";

/** A published mission ready to be shown, found and sorted: one row of `mission_cards`. */
export interface Card {
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly hotRank: number;
  readonly publishedAt: Date;
  readonly budgetSort: number;
  readonly category: string;
  readonly remote: boolean;
  /** The text form of a cube, see `positionOf`; null without a place. */
  readonly position: string | null;
  /** The text form of an integer array: what the mission can be found by. */
  readonly searchKeys: string;
  /** A MissionSummary without its tally and distance. */
  readonly json: string;
}

/** The card of a published mission; the database's constraints say that nothing is missing. */
export function cardOf(row: MissionRow, currency: string): Card {
  const publishedAt = row.publishedAt as Date;
  return {
    missionId: row.id,
    clientPartyId: row.clientPartyId,
    hotRank: hotRank(publishedAt, row.qualityScore),
    publishedAt,
    budgetSort: row.budgetCents ?? 0,
    category: row.category as string,
    remote: row.remote,
    position:
      row.latitude === null || row.longitude === null
        ? null
        : positionOf(row.latitude, row.longitude, row.id),
    searchKeys: searchKeys({ ...row, category: row.category as string, publishedAt }),
    json: JSON.stringify(summaryOf(row, currency)),
  };
}

/** How far the tie-break may move a position: 0.64 m on the ground. */
const TIE_BREAK = 1e-7;
const RADIANS = Math.PI / 180;

/**
 * A point of the globe on the unit sphere, as PostgreSQL's function `sphere_point` has it, with a fourth
 * coordinate made from the id: missions of one commune share a point, and "nearest first" must not have to
 * sort a whole city for a page.
 */
function positionOf(latitude: number, longitude: number, id: string): string {
  const [phi, lambda] = [latitude * RADIANS, longitude * RADIANS];
  const tie = (Number.parseInt(id.slice(-6), 16) / 0x1000000) * TIE_BREAK;
  return `(${Math.cos(phi) * Math.cos(lambda)},${Math.cos(phi) * Math.sin(lambda)},${Math.sin(phi)},${tie})`;
}

/** A card as stored, its tally and its distance, as the JSON that a list sends. */
export function joinCard(
  card: string,
  tally: { offerCount: number; bestOfferCents: number | null },
  distanceKm: number | null,
): string {
  const distance = distanceKm === null ? "" : `,"distanceKm":${distanceKm}`;
  const open = card.slice(0, card.lastIndexOf("}"));
  return `${open},"offerCount":${tally.offerCount},"bestOfferCents":${tally.bestOfferCents}${distance}}`;
}
