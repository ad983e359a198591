import type { RawBuilder } from "kysely";
import type { Position } from "../../http/requests/cursor.ts";
import type { Connection } from "../../platform/database/database.ts";
import type { CardRow, Point } from "./card-rows.ts";
import { cardsById } from "./mission-list-queries.ts";
import type { SearchFilters } from "./search/facets.ts";
import type { SearchQuery } from "./search/query.ts";
import { holdsPhrase, type RankedText, rerank } from "./search/rerank.ts";
import { type FoundMission, type SearchPosition, searchMissionIds } from "./search/search-queries.ts";
import { thatMayBeTold } from "./search/spelling-queries.ts";
import { termsOf } from "./search/text-terms.ts";
import type { Understood } from "./search/understand.ts";

/** So many of the best are scored exactly and put in order anew; a first page is longer when more are asked for. */
const RERANKED = 20;
/** Phrases are looked for among so many at once, and so many times for a page. */
const PHRASE_BATCH = 500;
const MOST_BATCHES = 1;

export interface RelevanceSearch {
  readonly query: SearchQuery;
  readonly filters: SearchFilters;
  readonly condition: RawBuilder<unknown>;
  readonly near: Point | null;
  readonly limit: number;
}

export interface RelevancePage {
  readonly rows: readonly CardRow[];
  readonly next: Position | null;
  readonly corrections: Understood["corrections"];
}

/**
 * What a walk carries from page to page: how the query was corrected, the ids that were put in order and not yet
 * shown, and where the index goes on; null when there is no more.
 */
interface Walk {
  readonly corrections: Understood["corrections"];
  readonly waiting: readonly string[];
  readonly behind: SearchPosition | null;
}

/**
 * A page of a search by relevance. The first page finds a few more than it shows, scores them exactly and keeps the
 * rest for the next pages in the cursor; further on the index's own order holds. Each mission is shown once.
 */
export async function relevancePage(
  connection: Connection,
  search: RelevanceSearch,
  after: Position | null,
): Promise<RelevancePage> {
  const { query, near, limit } = search;
  if (query.terms.length === 0) return { rows: [], next: null, corrections: [] };
  let walk = after === null ? null : await readWalk(connection, after);
  const rows: CardRow[] = [];
  let batches = 0;
  while (rows.length < limit && (walk === null || walk.waiting.length > 0 || walk.behind !== null)) {
    if (walk !== null && walk.waiting.length > 0) {
      const ids = walk.waiting.slice(0, limit - rows.length);
      rows.push(...(await cardsById(connection, ids, near)));
      walk = { ...walk, waiting: walk.waiting.slice(ids.length) };
      continue;
    }
    if (batches === MOST_BATCHES) break;
    batches += 1;
    const batch = await nextBatch(connection, search, walk, limit - rows.length);
    rows.push(...batch.rows.slice(0, limit - rows.length));
    walk = { ...batch.walk, waiting: batch.rows.slice(batch.shown).map(({ missionId }) => missionId) };
  }
  const more = walk !== null && (walk.waiting.length > 0 || walk.behind !== null);
  return { rows, next: more ? writeWalk(walk as Walk) : null, corrections: walk?.corrections ?? [] };
}

async function nextBatch(
  connection: Connection,
  { query, near, ...search }: RelevanceSearch,
  walk: Walk | null,
  wanted: number,
): Promise<{ rows: readonly CardRow[]; shown: number; walk: Omit<Walk, "waiting"> }> {
  const phrases = query.phrases.length > 0;
  const limit = phrases ? PHRASE_BATCH : walk === null ? Math.max(wanted, RERANKED) : wanted;
  const after = walk?.behind ?? null;
  const { found, behind, understood, ...result } = await searchMissionIds(connection, {
    ...search,
    query,
    near,
    after,
    limit,
  });
  let { next } = result;
  let rows = found;
  if (phrases) {
    const all = rows.filter((row) => holdsAll(textOf(row), query.phrases));
    rows = all.slice(0, Math.max(wanted, RERANKED));
    // Those behind are found again by the next page: a cursor has no room for them.
    if (rows.length < all.length) next = behind(rows.at(-1) as FoundMission);
  }
  if (understood !== null) {
    const best = rows.slice(0, RERANKED).flatMap((row) => ({ ...textOf(row), row }));
    const ranked = rerank(best, understood.terms, understood.counts).map(({ row }) => row);
    rows = [...ranked, ...rows.slice(RERANKED)];
  }
  return {
    rows,
    shown: wanted,
    walk: { corrections: understood?.corrections ?? walk?.corrections ?? [], behind: next },
  };
}

/** Whether each phrase stands in the title or in the description. */
export function holdsAll(text: RankedText, phrases: SearchQuery["phrases"]): boolean {
  const fields = [termsOf(text.title), termsOf(text.description)];
  return phrases.every((phrase) => fields.some((terms) => holdsPhrase(terms, phrase)));
}

const texts = new WeakMap<object, RankedText>();

/** What a card says, as the search reads it; read once for each row. */
export function textOf(row: CardRow): RankedText {
  let text = texts.get(row);
  if (text === undefined) {
    const { title, description, location } = JSON.parse(row.card);
    text = {
      missionId: row.missionId,
      title: title ?? "",
      description: description ?? "",
      placeName: location?.name ?? null,
      postalCode: location?.postalCode ?? null,
    };
    texts.set(row, text);
  }
  return text;
}

/** What could be told on the first page may have gone since. */
async function readWalk(connection: Connection, position: Position): Promise<Walk> {
  const [waiting, corrections, ...rest] = position as readonly string[] as [string, string, ...string[]];
  const behind = rest as unknown as SearchPosition | [];
  return {
    corrections: await thatMayBeTold(connection, JSON.parse(corrections)),
    waiting: Array.from({ length: waiting.length / ID_LENGTH }, (_, at) =>
      idFrom(waiting.slice(at * ID_LENGTH, (at + 1) * ID_LENGTH)),
    ),
    behind: behind.length === 0 ? null : behind,
  };
}

/** Cursors can be read: what people may not be told is not in them. */
function writeWalk({ waiting, corrections, behind }: Walk): Position {
  const told = corrections.filter(({ sure }) => sure);
  return [waiting.map(shortId).join(""), JSON.stringify(told), ...(behind ?? [])];
}

/** A UUID's 16 bytes in base64url. */
const ID_LENGTH = 22;

function shortId(id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
}

function idFrom(short: string): string {
  const hex = Buffer.from(short, "base64url").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
