import { type RawBuilder, sql } from "kysely";
import { type ByteRow, type ByteText, byteText, decoded } from "../../platform/database/byte-text.ts";

/** Mean radius of the Earth (IUGG). */
const EARTH_RADIUS_KM = 6_371.0088;

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** A card as it is read: JSON text, its tally, and the sort value that a cursor needs. */
export interface CardRow {
  readonly missionId: string;
  readonly card: string;
  readonly offerCount: number;
  readonly bestOfferCents: number | null;
  /** Straight line on the unit sphere to the point asked for; null without one. */
  readonly chord: number | null;
  readonly sortValue: string | number;
}

/** The straight line through the unit sphere that spans `km` along its surface. */
export const chordOf = (km: number) => 2 * Math.sin(Math.min(km / EARTH_RADIUS_KM, Math.PI) / 2);
/** Great-circle distance in kilometres, to ten metres. */
export const kilometresOf = (chord: number) =>
  Math.round(2 * Math.asin(Math.min(chord / 2, 1)) * EARTH_RADIUS_KM * 100) / 100;

export const centreOf = ({ latitude, longitude }: Point) =>
  sql`sphere_point(${latitude}::float8, ${longitude}::float8)`;

/** What every list of cards selects from `c` and its tally `t`. */
export function cardColumns(near: Point | null): RawBuilder<unknown> {
  return sql`
    c.mission_id as "missionId", c.card, coalesce(t.offer_count, 0) as "offerCount",
    t.best_offer_cents as "bestOfferCents",
    ${near === null ? sql`null::float8` : sql`c.position <-> ${centreOf(near)}`} as chord`;
}

/** A card of a list in another order than by relevance, as PostgreSQL sends it. */
export interface ListedCard extends Omit<CardRow, "card"> {
  readonly card: ByteText;
}

/** The same card as text, for those who read it. */
export const readable = (listed: ListedCard): CardRow => ({ ...listed, card: decoded(listed.card) });

/** What `listedCard` reads, each column as text. */
export function listedColumns(near: Point | null, sortValue: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    c.mission_id::text, c.card, coalesce(t.offer_count, 0)::text, t.best_offer_cents::text,
    ${near === null ? sql`null` : sql`(c.position <-> ${centreOf(near)})::text`}, (${sortValue})::text`;
}

/** Null where a page without cards has one row all the same. */
export function listedCard([
  missionId,
  card,
  offerCount,
  bestOfferCents,
  chord,
  sortValue,
]: ByteRow): ListedCard | null {
  if (!missionId) return null;
  return {
    missionId,
    card: byteText(card as string),
    offerCount: Number(offerCount),
    bestOfferCents: bestOfferCents == null ? null : Number(bestOfferCents),
    chord: chord == null ? null : Number(chord),
    sortValue: sortValue as string,
  };
}

export const isThere = (card: ListedCard | null) => card !== null;
