import { type RawBuilder, sql } from "kysely";

/** How a list of offers may be ordered. */
export const offerSorts = ["arrival", "price", "duration"] as const;
export type OfferSort = (typeof offerSorts)[number];

/** The last offer that a page showed, in the terms of the page's order. */
export type OfferPosition = readonly number[];

type Fragment = RawBuilder<unknown>;

/** Offers whose prices compete. Said in these words the index of the same condition serves. */
export const inTheRunning = (offer: Fragment): Fragment => sql`${offer}.status in ('submitted', 'accepted')`;

/**
 * Who leads: the lower price; of equal prices the one that was made earlier; and, were two made in the same
 * microsecond, who came first. The only order by price there is: ranks, lists and pages all come from it.
 */
export const byPrice = (offer: Fragment): Fragment =>
  sql`${offer}.price_cents, ${offer}.priced_at, ${offer}.bidder_number`;

/** Microseconds since 1970: a Date would lose what tells two prices of one millisecond apart. */
const pricedAtMicros = sql`(extract(epoch from o.priced_at) * 1000000)::bigint`;
/** What is in the running stands before what is not. */
const out = sql`(o.status not in ('submitted', 'accepted'))::int`;

const terms: Readonly<Record<OfferSort, readonly Fragment[]>> = {
  arrival: [sql`o.bidder_number`],
  price: [out, sql`o.price_cents`, pricedAtMicros, sql`o.bidder_number`],
  duration: [out, sql`o.duration_days`, sql`o.price_cents`, pricedAtMicros, sql`o.bidder_number`],
};

/** Whether a place was taken in this order: what a cursor holds may come from before prices could be read. */
export const isPlaceIn = (sort: OfferSort, after: OfferPosition): boolean =>
  after.length === terms[sort].length;

/** For offers `o`: the order, each offer's place in it, and what comes after a place. */
export function offerOrder(sort: OfferSort, after: OfferPosition | null) {
  const order = sql.join(terms[sort]);
  return {
    order,
    position: sql`array[${order}]::float8[]`,
    beyond: after === null ? sql`true` : sql`(${order}) > (${sql.join(after.map((term) => sql`${term}`))})`,
  };
}
