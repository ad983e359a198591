import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { readCounts, type SearchCounts } from "./count-queries.ts";
import { dayKey, dayOf, facetSets, type SearchFilters } from "./facets.ts";
import { IMPACTS, keysOf, LEVELS } from "./keys.ts";
import { MOST_COMMON_TERMS, planBest, planMore, type Scan } from "./plan.ts";
import type { SearchQuery } from "./query.ts";
import { excluding, phraseSets } from "./query-conditions.ts";
import { type Understood, understand } from "./understand.ts";

export interface MissionSearch {
  /** As `readQuery` gives it; at least one term. */
  readonly query: SearchQuery;
  readonly filters: SearchFilters;
  /** The filters exactly, as a condition on `c`, a row of `mission_cards`. */
  readonly condition: RawBuilder<unknown>;
  /** Where the page before ended; null for the first page. */
  readonly after: SearchPosition | null;
  readonly limit: number;
}

/**
 * A place in a walk, small and plain, so that it can travel in a cursor. The plan, as JSON, is what every page of
 * the walk shares: no mission is shown twice or missed while others are published and counts change.
 */
export type SearchPosition = readonly [plan: string, tier: number, score: number, missionId: string];

interface SearchPlan {
  /** Missions published after this moment are left out. ISO 8601. */
  readonly asOf: string;
  /** For each term of the query the numbers that stand for it, each with what it is worth. */
  readonly terms: readonly (readonly (readonly [number: number, weight: number])[])[];
  /** The best cards, with which most searches end; then, as a walk gets there, what it takes to go on. */
  readonly tiers: readonly (readonly Scan[])[];
  /** Whether the tiers look at every card with any of the terms. */
  readonly complete: boolean;
}

export interface FoundMission {
  readonly missionId: string;
  /** Sum over the terms of weight × impact of the level; an integer, falling within a tier. */
  readonly score: number;
}

interface RankedRow extends FoundMission {
  readonly tier: number;
  /** How many missions the tiers that were looked at hold in all. */
  readonly total: number;
}

/** A walk ends here, however many more there are. */
const MOST_FOUND = 1_000;
/** About how many cards each tier adds; the last where filters leave fewer than thought. */
const BUDGETS = [300, 1_500, 4_000];
/** A scan that estimates took for smaller stops at so many times its budget. */
const EXCESS = 1.5;
/** Filters that the index is asked for; the others are judged on the cards that come out. */
const MOST_FACET_SETS = 2;

/**
 * Published missions that hold any of the terms, the best first: more words count more, rarer words count more, a
 * word of the title more than one of the description; of equals the newer first. Ends after 1,000. `understood` is
 * null but for the first page.
 */
export async function searchMissionIds(
  connection: Connection,
  search: MissionSearch,
): Promise<{ found: FoundMission[]; next: SearchPosition | null; understood: Understood | null }> {
  const facets = [...phraseSets(search.query.phrases), ...facetSets(search.filters)].slice(
    0,
    MOST_FACET_SETS,
  );
  const understood = search.after === null ? await understand(connection, search.query.terms, facets) : null;
  let plan =
    understood === null ? (JSON.parse(search.after?.[0] ?? "") as SearchPlan) : firstPlan(understood.counts);
  let depth = (search.after?.[1] ?? 0) + 1;
  const condition = sql`${search.condition} and ${excluding(search.query.excluded)}`;
  let rows = await runScans(connection, { ...search, condition }, facets, plan, depth);
  while (rows.length <= search.limit) {
    if (depth === plan.tiers.length) {
      const enough = (rows[0]?.total ?? 0) >= MOST_FOUND;
      if (enough || plan.complete || depth === BUDGETS.length) break;
      plan = deeper(plan, understood?.counts ?? (await readCounts(connection, search.query.terms, facets)));
    }
    depth += 1;
    rows = await runScans(connection, { ...search, condition }, facets, plan, depth);
  }
  const shown = rows.slice(0, search.limit);
  const last = rows.length > search.limit ? shown.at(-1) : undefined;
  return {
    found: shown.map(({ missionId, score }) => ({ missionId, score })),
    next: last === undefined ? null : [JSON.stringify(plan), last.tier, last.score, last.missionId],
    understood,
  };
}

function firstPlan({ asOf, counts, weighed }: SearchCounts): SearchPlan {
  const { scans, complete } = planBest(counts, budgetOf(0, weighed.length));
  const terms = weighed.map((alternatives) =>
    alternatives.map(({ number, weight }) => [number, weight] as const),
  );
  return { asOf, terms, tiers: [scans], complete };
}

/** The plan with one tier more; what its first tier settled stays. */
function deeper(plan: SearchPlan, { counts }: SearchCounts): SearchPlan {
  const known = { ...counts, terms: plan.terms.map((_, at) => counts.terms[at]) };
  const { scans, complete } = planMore(known, budgetOf(plan.tiers.length, plan.terms.length));
  return { ...plan, tiers: [...plan.tiers, scans], complete };
}

/** Cards for each scan of a tier: of the best all that it has, of later tiers each term its part. */
function budgetOf(tier: number, terms: number): number {
  const budget = BUDGETS[tier] ?? 0;
  return tier === 0 ? budget : budget / Math.min(terms, MOST_COMMON_TERMS);
}

/** One more than a page of the first `depth` tiers, from the search's position on. */
async function runScans(
  connection: Connection,
  { condition, after, limit }: MissionSearch,
  facets: readonly number[][],
  { asOf, terms, tiers }: SearchPlan,
  depth: number,
): Promise<RankedRow[]> {
  const numbers = terms.flat().map(([number]) => number);
  const weights = terms.flat().map(([, weight]) => weight);
  const wanted = Array.from(Int32Array.from(numbers.flatMap((number) => keysOf(number))).sort());
  const sets = tiers
    .slice(0, depth)
    .flatMap((scans, tier) => scans.map((scan) => ({ tier, sets: setsOf(scan, terms, facets, asOf) })));
  const seek =
    after === null
      ? sql``
      : sql`where (-tier, score, mission_id) < (${-after[1]}::integer, ${after[2]}::float8, ${after[3]}::uuid)`;
  const branches = SET_NAMES.map((_, index) => {
    const names = SET_NAMES.slice(0, index + 1);
    const scans = sets.filter((scan) => scan.sets.length === names.length);
    const rows = scans.map((scan) => ({
      tier: scan.tier,
      most: Math.ceil(budgetOf(scan.tier, terms.length) * EXCESS),
      ...Object.fromEntries(names.map((name, at) => [name, scan.sets[at]])),
    }));
    const columns = sql.join(names.map((name) => sql`${sql.ref(name)} integer[]`));
    // The offset keeps the planner from answering by another index, whose rows are not bounded.
    // Core's `&&` by name, for intarray brings one of its own that the index does not know.
    const matches = names.map((name) => sql`c.search_keys operator(pg_catalog.&&) s.${sql.ref(name)}`);
    return sql`
      select s.tier, f.* from json_to_recordset(${JSON.stringify(rows)}::json) as s (tier integer, most integer, ${columns})
      cross join lateral (
        select c.mission_id, c.search_keys & ${scans.length > 0 ? wanted : []}::integer[] as matched
        from (select * from mission_cards c where ${sql.join(matches, sql` and `)} offset 0) as c
        where c.published_at <= ${asOf}::timestamptz and ${condition}
        limit s.most
      ) f`;
  });
  const { rows } = await sql<RankedRow>`
    with ranked as materialized (
      select mission_id, tier, (
        select sum((${weights}::float8[])[array_position(${numbers}::integer[], key & ${sql.lit(-LEVELS)})]
          * (${IMPACTS}::float8[])[(key & ${sql.lit(LEVELS - 1)}) + 1])
        from unnest(matched) as key
      ) as score
      from (
        select mission_id, min(tier) as tier, matched
        from (${sql.join(branches, sql` union all `)}) as scanned
        group by mission_id, matched
      ) as found
      order by tier, score desc, mission_id desc limit ${sql.lit(MOST_FOUND)}
    )
    select mission_id as "missionId", tier, score, (select count(*) from ranked)::integer as total
    from ranked ${seek}
    order by ranked.tier, ranked.score desc, mission_id desc
    limit ${limit + 1}`.execute(connection);
  return rows;
}

/** At most three terms, a span of days where there is one term, and two filters. */
const SET_NAMES = ["a", "b", "c", "d", "e"];

/** A scan as sets of keys, of each of which a card has one. */
function setsOf(
  scan: Scan,
  terms: SearchPlan["terms"],
  facets: readonly number[][],
  asOf: string,
): number[][] {
  const sets = scan.terms.map(([term, lowest]) =>
    (terms[term] ?? []).flatMap(([number]) => keysOf(number, lowest)),
  );
  if (scan.days !== null) {
    const today = dayOf(new Date(asOf));
    sets.push(Array.from({ length: scan.days }, (_, back) => dayKey(today - back)));
  }
  return [...sets, ...facets];
}
