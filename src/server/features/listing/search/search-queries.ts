import { type RawBuilder, sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { joinTally } from "../../missions/index.ts";
import { type CardRow, cardColumns, type Point } from "../card-rows.ts";
import { budgetOf, MOST_TIERS } from "./budgets.ts";
import { readCounts } from "./count-queries.ts";
import { dayKey, facetSets, type SearchFilters } from "./facets.ts";
import { IMPACTS, keysOf, LEVELS } from "./keys.ts";
import { mostOf, planBest, planMore, planTogether, type Scan, type SearchCounts } from "./plan.ts";
import type { SearchQuery } from "./query.ts";
import { excluding, sought, termsOfPhrases } from "./query-conditions.ts";
import { COVERAGE } from "./rerank.ts";
import { type Understood, understand } from "./understand.ts";

export interface MissionSearch {
  /** As `readQuery` gives it; at least one term. */
  readonly query: SearchQuery;
  readonly filters: SearchFilters;
  /** The filters exactly, as a condition on `c`, a row of `mission_cards`. */
  readonly condition: RawBuilder<unknown>;
  /** From where distances are told; nowhere, when absent. */
  readonly near?: Point | null;
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
  /** Missions published after this moment are left out. ISO 8601; null until a first page has been found. */
  readonly asOf: string | null;
  /** The day from which scans of the latest days count back. */
  readonly today: number;
  /** For each term of the query the numbers that stand for it, each with what it is worth. */
  readonly terms: readonly (readonly (readonly [number: number, weight: number])[])[];
  /** The best cards, with which most searches end; then, as a walk gets there, what it takes to go on. */
  readonly tiers: readonly { readonly most: number; readonly scans: readonly Scan[] }[];
  /** Whether there are no tiers to be added: these look at every card with any of the terms, or of a phrase at enough. */
  readonly complete: boolean;
}

export interface FoundMission extends CardRow {
  /** Which of the plan's tiers found it. */
  readonly tier: number;
  /** Sum over the terms of weight × impact of the level, more for having all; an integer, falling within a tier. */
  readonly score: number;
}

export interface SearchResult {
  readonly found: readonly FoundMission[];
  /** Where the search goes on; null when it ends. */
  readonly next: SearchPosition | null;
  /** Where it goes on for who stops at one of these. */
  behind(mission: FoundMission): SearchPosition;
  readonly understood: Understood | null;
}

interface RankedRow extends FoundMission {
  readonly asOf: string;
  /** How many missions the tiers that were looked at hold in all. */
  readonly total: number;
}

/** A walk ends here, however many more there are. */
const MOST_FOUND = 1_000;
/** Of missions with all words of a phrase so many are looked at; there are no later tiers. */
const BUDGET_OF_PHRASES = 1_000;
/** A scan that estimates took for smaller stops at so many times its budget. */
const EXCESS = 1.5;
/** So many times that are read by a scan whose cards the conditions refuse. */
const MOST_REFUSED = 10;

/**
 * Published missions that hold any of the terms, the best first: more words count more, rarer words count more, a
 * word of the title more than one of the description; of equals the newer first. Ends after 1,000. `understood` is
 * null but for the first page.
 */
export async function searchMissionIds(connection: Connection, search: MissionSearch): Promise<SearchResult> {
  const facets = facetSets(search.filters);
  const terms = sought(search.query);
  const understood = search.after === null ? await understand(connection, terms, facets) : null;
  let plan =
    understood === null
      ? (JSON.parse(search.after?.[0] ?? "") as SearchPlan)
      : firstPlan(understood, search.query);
  let depth = (search.after?.[1] ?? 0) + 1;
  const condition = sql`${search.condition} and ${excluding(search.query.excluded)}`;
  const found = (first: number) => runScans(connection, { ...search, condition }, facets, plan, first, depth);
  let rows = await found(0);
  while (rows.length <= search.limit) {
    if (depth === plan.tiers.length) {
      const enough = (rows[0]?.total ?? 0) >= MOST_FOUND;
      if (enough || plan.complete || depth === MOST_TIERS) break;
      plan = deeper(plan, understood?.counts ?? (await readCounts(connection, terms, facets)));
    }
    depth += 1;
    // What came to nothing is not looked at again.
    rows = await found(search.after === null && rows.length === 0 ? depth - 1 : 0);
  }
  plan = { ...plan, asOf: plan.asOf ?? rows[0]?.asOf ?? null };
  const shown = rows.slice(0, search.limit);
  const behind = ({ tier, score, missionId }: FoundMission): SearchPosition => [
    JSON.stringify(plan),
    tier,
    score,
    missionId,
  ];
  const last = rows.length > search.limit ? shown.at(-1) : undefined;
  return { found: shown, next: last === undefined ? null : behind(last), behind, understood };
}

function firstPlan({ terms: asked, counts: known }: Understood, { phrases }: SearchQuery): SearchPlan {
  const { today, counts, weighed } = known;
  const phrased = termsOfPhrases(phrases, asked);
  const budget = phrased.length > 0 ? BUDGET_OF_PHRASES : budgetOf(0, weighed.length, counts.cards);
  const { scans, complete } =
    phrased.length > 0 ? planTogether(counts, phrased, budget) : planBest(counts, budget);
  const terms = weighed.map((alternatives) =>
    alternatives.map(({ number, weight }) => [number, weight] as const),
  );
  return {
    asOf: null,
    today,
    terms,
    tiers: [{ most: (terms.length === 1 ? mostOf(budget) : budget) * EXCESS, scans }],
    complete: complete || phrased.length > 0,
  };
}

/** The plan with one tier more; what its first tier settled stays. */
function deeper(plan: SearchPlan, { counts }: SearchCounts): SearchPlan {
  const known = { ...counts, terms: plan.terms.map((_, at) => counts.terms[at]) };
  const budget = budgetOf(plan.tiers.length, plan.terms.length, counts.cards);
  const { scans, complete } = planMore(known, budget);
  return { ...plan, tiers: [...plan.tiers, { most: mostOf(budget) * EXCESS, scans }], complete };
}

/** One more than a page of the tiers from `first` to before `depth`, from the search's position on. */
async function runScans(
  connection: Connection,
  { condition, near = null, after, limit }: MissionSearch,
  facets: readonly number[][],
  { asOf, today, terms, tiers }: SearchPlan,
  first: number,
  depth: number,
): Promise<RankedRow[]> {
  const numbers = terms.flat().map(([number]) => number);
  const weights = terms.flat().map(([, weight]) => weight);
  const whole = Math.max(
    terms.reduce((sum, [own]) => sum + (own?.[1] ?? 0), 0),
    1,
  );
  const wanted = Array.from(Int32Array.from(numbers.flatMap((number) => keysOf(number))).sort());
  // The index leaps from set to set: those of one key first, the days, which are many, last.
  const [single, several] = [facets.filter(isSingle), facets.filter((set) => !isSingle(set))];
  const scans = tiers.slice(0, depth).flatMap(({ most, scans }, tier) =>
    (tier < first ? [] : scans).map((scan) => ({
      tier,
      most: Math.ceil(most),
      sets: [...single, ...termSets(scan, terms), ...several, ...daySets(scan, today)],
    })),
  );
  // What comes later is left out of the walk. The latest card's moment rather than the clock's: while nothing is
  // published the same search has the same cursor, and so the same bytes.
  const moment =
    asOf === null
      ? sql`(select max(published_at) from mission_cards where published_at <= statement_timestamp())`
      : sql`${asOf}::timestamptz`;
  const seek =
    after === null
      ? sql``
      : sql`where (-tier, score, mission_id) < (${-after[1]}::integer, ${after[2]}::float8, ${after[3]}::uuid)`;
  const branches = [...new Set(scans.map(({ sets }) => sets.length))].map((length) => {
    const names = Array.from({ length }, (_, at) => `s${at}`);
    const rows = scans
      .filter(({ sets }) => sets.length === length)
      .map(({ tier, most, sets }) => ({
        tier,
        most: Math.ceil(most),
        ...Object.fromEntries(names.map((name, at) => [name, sets[at]])),
      }));
    const columns = sql.join(names.map((name) => sql`${sql.ref(name)} integer[]`));
    // Core's `&&` by name, for intarray brings one of its own that the index does not know.
    const matches = names.map((name) => sql`c.search_keys operator(pg_catalog.&&) s.${sql.ref(name)}`);
    // The inner limit also keeps the planner from answering by another index, whose rows are not bounded.
    return sql`
      select s.tier, f.* from json_to_recordset(${JSON.stringify(rows)}::json) as s (tier integer, most integer, ${columns})
      cross join lateral (
        select c.mission_id, c.search_keys
        from (
          select * from mission_cards c where ${sql.join(matches, sql` and `)}
          limit s.most * ${sql.lit(MOST_REFUSED)}
        ) as c
        where c.published_at <= ${moment} and ${condition}
        limit s.most
      ) f`;
  });
  if (branches.length === 0) return [];
  const { rows } = await sql<RankedRow>`
    with ranked as materialized (
      select mission_id, tier, (
        select round(sum(weight * (${IMPACTS}::float8[])[level + 1])
          * (1 + ${sql.lit(COVERAGE)} * least(1, sum(weight) / ${whole}::float8)))
        from (
          select key & ${sql.lit(LEVELS - 1)} as level,
            (${weights}::float8[])[array_position(${numbers}::integer[], key & ${sql.lit(-LEVELS)})] as weight
          from unnest(matched) as key
        ) as keys
      ) as score
      from (
        select mission_id, min(tier) as tier, matched
        from (
          select mission_id, tier, search_keys & ${wanted}::integer[] as matched
          from (${sql.join(branches, sql` union all `)}) as scanned
        ) as keyed
        group by mission_id, matched
      ) as found
      order by tier, score desc, mission_id desc limit ${sql.lit(MOST_FOUND)}
    )
    select p.tier, p.score, p.total, ${cardColumns(near)}, 0 as "sortValue",
      to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "asOf"
    from (
      select *, (select count(*) from ranked)::integer as total from ranked ${seek}
      order by tier, score desc, mission_id desc
      limit ${limit + 1}
    ) as p
    join mission_cards c on c.mission_id = p.mission_id
    ${joinTally(sql`p.mission_id`)}
    order by p.tier, p.score desc, p.mission_id desc`.execute(connection);
  return rows;
}

const isSingle = (set: readonly number[]): boolean => set.length === 1;

/** A scan's terms as sets of keys, of each of which a card has one. */
function termSets(scan: Scan, terms: SearchPlan["terms"]): number[][] {
  return scan.terms.map(([term, lowest]) =>
    (terms[term] ?? []).flatMap(([number]) => keysOf(number, lowest)),
  );
}

function daySets({ days }: Scan, today: number): number[][] {
  return days === null ? [] : [Array.from({ length: days }, (_, back) => dayKey(today - back))];
}
