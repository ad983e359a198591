import DataLoader from "dataloader";
import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import { type LiveState, MOST_POINTS, type PriceHistory } from "./live-contract.ts";
import { publicStatus } from "./mission.ts";
import type { MissionStatus } from "./mission-contract.ts";

/** So many missions at most in one statement. */
const MOST_AT_ONCE = 100;

/** The auction as anyone may see it; null where nobody outside may see it. */
export type FindLiveState = (missionId: string) => Promise<LiveState | null>;

type Row = Omit<LiveState, "deadline" | "status"> & {
  readonly id: string;
  readonly status: MissionStatus;
  readonly deadline: Date;
};

/** Those that are asked for in one turn of the event loop are read by one statement. Nothing is kept. */
export function liveStates(connection: Connection): FindLiveState {
  const loader = new DataLoader<string, LiveState | null>(
    async (ids) => {
      const rows = await findLiveStates(connection, [...new Set(ids)]);
      const byId = new Map(rows.map(({ id, ...row }) => [id, shown(row)]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { cache: false, maxBatchSize: MOST_AT_ONCE, batchScheduleFn: (load) => void setImmediate(load) },
  );
  return (id) => loader.load(id);
}

const shown = (row: Omit<Row, "id">): LiveState => ({
  ...row,
  status: publicStatus(row.status) as LiveState["status"],
  deadline: row.deadline.toISOString(),
});

async function findLiveStates(connection: Connection, ids: readonly string[]): Promise<Row[]> {
  // As JSON the planner sees no values: see `findPublicMissions`.
  const { rows } = await sql<Row>`
    select m.id, coalesce(t.sequence, 0) as sequence, m.status, coalesce(t.offer_count, 0) as "offerCount",
      t.best_offer_cents as "bestOfferCents", m.deadline, m.extension_count as "extensionCount",
      coalesce(t.question_count, 0) as "questionCount",
      floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now
    from json_array_elements_text(${JSON.stringify(ids)}::json) as wanted (id)
    join missions m on m.id = wanted.id::uuid
    left join mission_tallies t on t.mission_id = m.id
    where m.published_at is not null and m.status not in ('hidden', 'cancelled')`.execute(connection);
  return rows;
}

/** Of a mission that anyone may see; null for others. Empty for a sealed auction. */
export async function findPriceHistory(
  connection: Connection,
  missionId: string,
): Promise<PriceHistory | null> {
  const { rows: found } = await sql<{ auction: string }>`
    select auction from missions
    where id = ${missionId} and published_at is not null and status not in ('hidden', 'cancelled')`.execute(
    connection,
  );
  const [mission] = found;
  if (mission === undefined) return null;
  if (mission.auction === "sealed") return { items: [] };
  const { rows } = await sql<{ at: Date; bestOfferCents: number | null; offerCount: number }>`
    select at, best_cents as "bestOfferCents", offer_count as "offerCount" from (
      select *, row_number() over (order by sequence desc) - 1 as from_last, count(*) over () as total
      from price_history where mission_id = ${missionId}
    ) h where from_last % ((total - 1) / ${MOST_POINTS} + 1) = 0 order by sequence`.execute(connection);
  return { items: rows.map(({ at, ...point }) => ({ at: at.toISOString(), ...point })) };
}
