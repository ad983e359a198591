import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { termNumber } from "./keys.ts";
import { fold, wordsOf } from "./normalise.ts";
import { deletionsOf, mayBeMeant } from "./spelling.ts";
import { stemOf } from "./text-terms.ts";

/** Cards that are read at once, and how long one run goes on: missions are served meanwhile. */
const BATCH = 250;
const LONGEST_RUN_MS = 10_000;
/** A card may be committed so long after the moment of its publication: the last run then passed it by. */
const LATE = "10 seconds";
const MOST_LATE = 500;

interface CardText {
  readonly missionId: string;
  readonly publishedAt: string;
  readonly title: string;
  readonly description: string;
}

/**
 * Takes the words of newly published missions in, for typing errors, and counts how long texts are. Goes on where the
 * last run ended and stops after ten seconds: after a bulk load a few runs catch up.
 */
export async function refreshWords(connection: Connection): Promise<void> {
  const end = Date.now() + LONGEST_RUN_MS;
  await takeLate(connection);
  while (Date.now() < end && (await takeBatch(connection)) === BATCH);
}

/**
 * The words of what was published in the last so many seconds and a little before, whatever the runs above have still
 * to catch up with; texts are left for these to count.
 */
export async function refreshLatestWords(connection: Connection, seconds: number): Promise<void> {
  const end = Date.now() + LONGEST_RUN_MS;
  let last: CardText | undefined;
  do {
    const after = last
      ? sql`(${last.publishedAt}::timestamptz, ${last.missionId}::uuid)`
      : sql`(now() - make_interval(secs => ${seconds}) - ${LATE}::interval, ${NO_MISSION}::uuid)`;
    const { rows } = await sql<CardText>`
      select ${COLUMNS} from mission_cards c where (c.published_at, c.mission_id) > ${after}
      order by c.published_at, c.mission_id limit ${sql.lit(BATCH)}`.execute(connection);
    if (rows.length > 0) await insertWords(connection, wordsIn(rows).written);
    last = rows.length === BATCH ? rows.at(-1) : undefined;
  } while (last !== undefined && Date.now() < end);
}

const NO_MISSION = "00000000-0000-0000-0000-000000000000";
const COLUMNS = sql`c.mission_id as "missionId", c.published_at::text as "publishedAt",
  c.card->>'title' as title, c.card->>'description' as description`;

/** The words of cards that may have been committed behind the last run; what is counted of texts leaves them out. */
async function takeLate(connection: Connection): Promise<void> {
  const { rows } = await sql<CardText>`
    select ${COLUMNS}
    from search_progress p, lateral (
      select * from mission_cards
      where (published_at, mission_id) < (p.words_until, p.words_until_id)
        and published_at > p.words_until - ${LATE}::interval
      order by published_at desc, mission_id desc limit ${sql.lit(MOST_LATE)}
    ) c`.execute(connection);
  if (rows.length === 0) return;
  await insertWords(connection, wordsIn(rows).written);
}

function takeBatch(connection: Connection): Promise<number> {
  return connection.transaction().execute(async (tx) => {
    // One at a time, so that no text is counted twice; whoever comes second waits and goes on behind.
    await sql`select from search_progress for update`.execute(tx);
    const { rows } = await sql<CardText>`
      select ${COLUMNS}
      from search_progress p, lateral (
        select * from mission_cards where (published_at, mission_id) > (p.words_until, p.words_until_id)
        order by published_at, mission_id limit ${sql.lit(BATCH)}
      ) c order by c.published_at, c.mission_id`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const { written, title, description } = wordsIn(rows);
    await insertWords(tx, written);
    await sql`
      update search_progress set
        words_until = ${last.publishedAt}::timestamptz, words_until_id = ${last.missionId}::uuid,
        texts = texts + ${rows.length}, title_words = title_words + ${title},
        description_words = description_words + ${description}`.execute(tx);
    return rows.length;
  });
}

/** Each word that a search may mean beside how it was written, and how many words the texts have in all. */
function wordsIn(texts: readonly CardText[]) {
  const written = new Map<string, string>();
  let [title, description] = [0, 0];
  for (const text of texts) {
    title += takeWords(text.title ?? "", written);
    description += takeWords(text.description ?? "", written);
  }
  return { written, title, description };
}

async function insertWords(connection: Connection, written: ReadonlyMap<string, string>): Promise<void> {
  const fresh = [...written].map(([word, text]) => ({
    word,
    written: text,
    term: termNumber(stemOf(word)),
    deletions: deletionsOf(word),
  }));
  await sql`
    insert into search_words (word, written, term, deletions)
    select word, written, term, deletions
    from json_to_recordset(${JSON.stringify(fresh)}::json) as w (word text, written text, term integer, deletions integer[])
    where not exists (select from search_words known where known.word = w.word)
    order by word
    on conflict do nothing`.execute(connection);
}

/** Puts each word that a search may mean beside how it was written; how many words the text has in all. */
function takeWords(text: string, written: Map<string, string>): number {
  for (const [piece] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const word = fold(piece);
    if (!written.has(word) && mayBeMeant(word)) written.set(word, piece.toLowerCase().normalize("NFC"));
  }
  return wordsOf(text).length;
}
