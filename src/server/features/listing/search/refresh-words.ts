import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { type CardText, sweepLostWords, TEXT_COLUMNS, takeWords } from "./word-queries.ts";

/** Cards that are read at once, and how long one run goes on: missions are served meanwhile. */
const BATCH = 250;
const LONGEST_RUN_MS = 10_000;
/** A card may be committed so long after the moment of its publication: the last run then passed it by. */
const LATE = "10 seconds";
const MOST_LATE = 500;
const NO_MISSION = "00000000-0000-0000-0000-000000000000";
/** Whose card is being changed or removed is passed by; the change, or the next walk, sees to it. */
const FOR_ITS_WORDS = sql`for share skip locked`;

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
    const rows = await connection.transaction().execute(async (tx) => {
      const { rows } = await sql<CardText>`
        select ${TEXT_COLUMNS} from mission_cards c where (c.published_at, c.mission_id) > ${after}
        order by c.published_at, c.mission_id limit ${sql.lit(BATCH)} ${FOR_ITS_WORDS}`.execute(tx);
      await takeWords(tx, rows);
      return rows;
    });
    last = rows.length === BATCH ? rows.at(-1) : undefined;
  } while (last !== undefined && Date.now() < end);
}

/** The words of these missions, as far as they are published: their texts may have changed. */
export async function refreshWordsOf(connection: Connection, missionIds: readonly string[]): Promise<void> {
  for (let at = 0; at < missionIds.length; at += BATCH) {
    await connection.transaction().execute(async (tx) => {
      const { rows } = await sql<CardText>`
        select ${TEXT_COLUMNS} from mission_cards c
        where c.mission_id = any(${missionIds.slice(at, at + BATCH)}::uuid[])
        order by c.mission_id ${FOR_ITS_WORDS}`.execute(tx);
      await takeWords(tx, rows);
    });
  }
}

/**
 * Some cards once more, in the order of their ids and over and over: what a word's clients were may have gone while
 * others who write it were not kept, and a program may have stopped before it took in what it had published.
 */
export async function walkWords(connection: Connection): Promise<void> {
  await sweepLostWords(connection);
  await connection.transaction().execute(async (tx) => {
    const { rows: progress } = await sql<{ after: string | null }>`
      select words_walked_until as after from search_progress for update`.execute(tx);
    const { rows } = await sql<CardText>`
      select ${TEXT_COLUMNS} from mission_cards c where c.mission_id > ${progress[0]?.after ?? NO_MISSION}::uuid
      order by c.mission_id limit ${sql.lit(BATCH)} ${FOR_ITS_WORDS}`.execute(tx);
    await takeWords(tx, rows);
    const last = rows.length === BATCH ? rows.at(-1) : undefined;
    await sql`update search_progress set words_walked_until = ${last?.missionId ?? null}::uuid`.execute(tx);
  });
}

/** The words of cards that may have been committed behind the last run; what is counted of texts leaves them out. */
async function takeLate(connection: Connection): Promise<void> {
  await connection.transaction().execute(async (tx) => {
    const { rows } = await sql<CardText>`
      select ${TEXT_COLUMNS}
      from search_progress p, lateral (
        select * from mission_cards
        where (published_at, mission_id) < (p.words_until, p.words_until_id)
          and published_at > p.words_until - ${LATE}::interval
        order by published_at desc, mission_id desc limit ${sql.lit(MOST_LATE)} ${FOR_ITS_WORDS}
      ) c`.execute(tx);
    if (rows.length > 0) await takeWords(tx, rows);
  });
}

function takeBatch(connection: Connection): Promise<number> {
  return connection.transaction().execute(async (tx) => {
    // One at a time, so that no text is counted twice; whoever comes second waits and goes on behind.
    await sql`select from search_progress for update`.execute(tx);
    const { rows } = await sql<CardText>`
      select ${TEXT_COLUMNS}
      from search_progress p, lateral (
        select * from mission_cards where (published_at, mission_id) > (p.words_until, p.words_until_id)
        order by published_at, mission_id limit ${sql.lit(BATCH)} ${FOR_ITS_WORDS}
      ) c order by c.published_at, c.mission_id`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const { title, description } = await takeWords(tx, rows);
    await sql`
      update search_progress set
        words_until = ${last.publishedAt}::timestamptz, words_until_id = ${last.missionId}::uuid,
        texts = texts + ${rows.length}, title_words = title_words + ${title},
        description_words = description_words + ${description}`.execute(tx);
    return rows.length;
  });
}
