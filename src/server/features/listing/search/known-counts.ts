import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { LEVELS } from "./keys.ts";
import type { TermCount } from "./plan.ts";

/** What the jobs last counted, whole: some tens of thousands of numbers, which change every few minutes. */
export interface KnownCounts {
  readonly terms: ReadonlyMap<number, TermCount>;
  /** What was read to say how long texts are: texts, and their words in all. */
  readonly texts: number;
  readonly titleWords: number;
  readonly descriptionWords: number;
}

/** Counts are old by minutes anyway; another instance's job is noticed this much later. */
const LONGEST_KEPT_MS = 30_000;

interface Kept {
  counts: Promise<KnownCounts>;
  readAt: number;
  generation: number;
}
const kept = new WeakMap<Connection, Kept>();
let generation = 0;

/** To be called when this program has counted anew. Searches go on with the counts before until these are read. */
export async function renewCounts(connection: Connection): Promise<void> {
  const counts = await readAll(connection);
  generation += 1;
  kept.set(connection, { counts: Promise.resolve(counts), readAt: Date.now(), generation });
}

/**
 * The counts, from memory where they are not old: a search that asked the database for the few that it needs would
 * wait for that as long as for its result. Old ones are answered while newer ones are read; one reading for many
 * who wait. Throws what the database throws when there are none yet.
 */
export function knownCounts(connection: Connection): Promise<KnownCounts> {
  const known = kept.get(connection);
  if (known === undefined || known.generation !== generation) {
    const counts = readAll(connection);
    const entry = { counts, readAt: Date.now(), generation };
    kept.set(connection, entry);
    counts.catch(() => kept.get(connection) === entry && kept.delete(connection));
    return counts;
  }
  if (Date.now() - known.readAt > LONGEST_KEPT_MS) {
    known.readAt = Date.now();
    readAll(connection).then(
      (counts) => {
        known.counts = Promise.resolve(counts);
      },
      // Asked for again when these have grown old once more.
      () => {},
    );
  }
  return known.counts;
}

/** Bytes of a count as they are read: its term, its level, its cards. */
const RECORD = 10;

async function readAll(connection: Connection): Promise<KnownCounts> {
  const { rows } = await sql<{
    counts: Buffer | null;
    texts: number | null;
    titleWords: number | null;
    descriptionWords: number | null;
  }>`
    select
      (select string_agg(int4send(term) || int2send(level) || int4send(cards), '') from search_terms) as counts,
      p.texts, p.title_words as "titleWords", p.description_words as "descriptionWords"
    from (select) as one left join search_progress p on true`.execute(connection);
  const [row] = rows;
  const bytes = row?.counts ?? Buffer.alloc(0);
  const terms = new Map<number, { cards: number; byLevel: number[] }>();
  for (let at = 0; at < bytes.length; at += RECORD) {
    const term = bytes.readInt32BE(at);
    const cards = bytes.readInt32BE(at + 6);
    let count = terms.get(term);
    if (count === undefined) {
      count = { cards: 0, byLevel: Array(LEVELS).fill(0) };
      terms.set(term, count);
    }
    count.cards += cards;
    count.byLevel[bytes.readInt16BE(at + 4)] = cards;
  }
  return {
    terms,
    texts: row?.texts ?? 0,
    titleWords: row?.titleWords ?? 0,
    descriptionWords: row?.descriptionWords ?? 0,
  };
}
