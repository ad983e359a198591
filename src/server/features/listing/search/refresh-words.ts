import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { lockTexts, sweepLostWords, takeWords } from "./word-queries.ts";

/** Cards that are read at once, and how long one run goes on: missions are served meanwhile. */
const BATCH = 250;
const LONGEST_RUN_MS = 10_000;
/** A card may be committed so long after the moment of its publication: the last run then passed it by. */
const LATE = "10 seconds";
const MOST_LATE = 500;
const NO_MISSION = "00000000-0000-0000-0000-000000000000";

/** A card's place in the order of publication. */
interface Place {
  readonly missionId: string;
  readonly publishedAt: string;
}
/** Of `c`, a row of `mission_cards`. */
const PLACE = sql`c.mission_id as "missionId", c.published_at::text as "publishedAt"`;
const idsOf = (places: readonly Place[]) => places.map(({ missionId }) => missionId);

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
  let last: Place | undefined;
  do {
    const after = last
      ? sql`(${last.publishedAt}::timestamptz, ${last.missionId}::uuid)`
      : sql`(now() - make_interval(secs => ${seconds}) - ${LATE}::interval, ${NO_MISSION}::uuid)`;
    const rows = await connection.transaction().execute(async (tx) => {
      const { rows } = await sql<Place>`
        select ${PLACE} from mission_cards c where (c.published_at, c.mission_id) > ${after}
        order by c.published_at, c.mission_id limit ${sql.lit(BATCH)}`.execute(tx);
      await takeWords(tx, await lockTexts(tx, idsOf(rows)));
      return rows;
    });
    last = rows.length === BATCH ? rows.at(-1) : undefined;
  } while (last !== undefined && Date.now() < end);
}

/** The words of these missions, as far as they are published: their texts may have changed. */
export async function refreshWordsOf(connection: Connection, missionIds: readonly string[]): Promise<void> {
  for (let at = 0; at < missionIds.length; at += BATCH) {
    await connection.transaction().execute(async (tx) => {
      await takeWords(tx, await lockTexts(tx, missionIds.slice(at, at + BATCH)));
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
    const { rows } = await sql<Place>`
      select ${PLACE} from mission_cards c where c.mission_id > ${progress[0]?.after ?? NO_MISSION}::uuid
      order by c.mission_id limit ${sql.lit(BATCH)}`.execute(tx);
    await takeWords(tx, await lockTexts(tx, idsOf(rows)));
    const last = rows.length === BATCH ? rows.at(-1) : undefined;
    await sql`update search_progress set words_walked_until = ${last?.missionId ?? null}::uuid`.execute(tx);
  });
}

/** The words of cards that may have been committed behind the last run; what is counted of texts leaves them out. */
async function takeLate(connection: Connection): Promise<void> {
  await connection.transaction().execute(async (tx) => {
    const { until, untilId } = await wordsUntil(tx);
    const { rows } = await sql<Place>`
      select ${PLACE} from mission_cards c
      where (c.published_at, c.mission_id) < (${until}::timestamptz, ${untilId}::uuid)
        and c.published_at > ${until}::timestamptz - ${LATE}::interval
      order by c.published_at desc, c.mission_id desc limit ${sql.lit(MOST_LATE)}`.execute(tx);
    if (rows.length > 0) await takeWords(tx, await lockTexts(tx, idsOf(rows)));
  });
}

/** Up to which card words were taken in. */
async function wordsUntil(tx: Connection, lock = sql``): Promise<{ until: string; untilId: string }> {
  const { rows } = await sql<{ until: string; untilId: string }>`
    select words_until::text as until, words_until_id as "untilId" from search_progress ${lock}`.execute(tx);
  return rows[0] as { until: string; untilId: string };
}

function takeBatch(connection: Connection): Promise<number> {
  return connection.transaction().execute(async (tx) => {
    // One at a time, so that no text is counted twice; whoever comes second waits and goes on behind.
    const { until, untilId } = await wordsUntil(tx, sql`for update`);
    const { rows } = await sql<Place>`
      select ${PLACE} from mission_cards c
      where (c.published_at, c.mission_id) > (${until}::timestamptz, ${untilId}::uuid)
      order by c.published_at, c.mission_id limit ${sql.lit(BATCH)}`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const texts = await lockTexts(tx, idsOf(rows));
    const { title, description } = await takeWords(tx, texts);
    await sql`
      update search_progress set
        words_until = ${last.publishedAt}::timestamptz, words_until_id = ${last.missionId}::uuid,
        texts = texts + ${texts.length}, title_words = title_words + ${title},
        description_words = description_words + ${description}`.execute(tx);
    return rows.length;
  });
}
