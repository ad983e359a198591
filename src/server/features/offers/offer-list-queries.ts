import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { MissionRow } from "../missions/index.ts";
import type { OfferStatus } from "./offer-contract.ts";
import { byPrice, inTheRunning, type OfferPosition, type OfferSort, offerOrder } from "./offer-order.ts";
import { type OfferRow, offerColumns } from "./offer-queries.ts";

const [offer, rival] = [sql`o`, sql`rival`];

/** An offer in a list of its mission's. */
export interface ListedOfferRow extends OfferRow {
  /** Places among the offers in the running, by price and by duration, equal durations alike; null out of it. */
  readonly rank: number | null;
  readonly durationRank: number | null;
  readonly position: OfferPosition;
}

export interface OfferFilter {
  readonly readerPartyId: string;
  /** Keeps the reader's own. */
  readonly onlyOwn: boolean;
  readonly sort: OfferSort;
  readonly after: OfferPosition | null;
  readonly limit: number;
}

/** Offers on a mission, from beyond `after`. Withdrawn offers are their provider's alone. */
export async function listOffers(
  connection: Connection,
  missionId: string,
  filter: OfferFilter,
): Promise<ListedOfferRow[]> {
  const { order, position, beyond } = offerOrder(filter.sort, filter.after);
  const running = inTheRunning(offer);
  const { rows } = await sql<ListedOfferRow>`
    select ${offerColumns}, o.rank, o."durationRank", ${position} as position
    from (
      select o.*,
        case when ${running} then row_number() over (partition by ${running} order by ${byPrice(offer)}) end as rank,
        case when ${running} then rank() over (partition by ${running} order by o.duration_days) end
          as "durationRank"
      from offers o where o.mission_id = ${missionId}
    ) o join parties provider on provider.id = o.provider_party_id
    where ${beyond} and (o.provider_party_id = ${filter.readerPartyId}
      or not ${filter.onlyOwn}::boolean and o.status <> 'withdrawn')
    order by ${order} limit ${filter.limit}`.execute(connection);
  return rows;
}

export interface MyOfferRow extends OfferRow {
  readonly title: string;
  readonly missionStatus: MissionRow["status"];
  readonly auction: "open" | "sealed";
  readonly deadline: Date | null;
  readonly offerCount: number;
  readonly bestOfferCents: number | null;
  /** Its place by price; null out of the running, and in a sealed auction. */
  readonly rank: number | null;
}

export async function listOffersOf(
  connection: Connection,
  partyId: string,
  filter: { status: OfferStatus | null; beforeId: string | null; limit: number },
): Promise<MyOfferRow[]> {
  const { rows } = await sql<MyOfferRow>`
    select ${offerColumns}, m.title, m.status as "missionStatus", m.auction, m.deadline,
      coalesce(t.offer_count, 0) as "offerCount", t.best_offer_cents as "bestOfferCents",
      case when m.auction = 'open' and ${inTheRunning(offer)} then (
        select count(*) + 1 from offers rival
        where rival.mission_id = o.mission_id and ${inTheRunning(rival)}
          and (${byPrice(rival)}) < (${byPrice(offer)})) end as rank
    from offers o
    join parties provider on provider.id = o.provider_party_id
    join missions m on m.id = o.mission_id
    left join mission_tallies t on t.mission_id = o.mission_id
    where o.provider_party_id = ${partyId}
      ${filter.status === null ? sql`` : sql`and o.status = ${filter.status}`}
      ${filter.beforeId === null ? sql`` : sql`and o.id < ${filter.beforeId}`}
    order by o.id desc limit ${filter.limit}`.execute(connection);
  return rows;
}
