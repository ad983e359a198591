import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { termNumber } from "./keys.ts";
import { fold, wordsOf } from "./normalise.ts";
import { deletionsOf, mayBeMeant } from "./spelling.ts";
import { stemOf } from "./text-terms.ts";

/** Cards that are read at once, and how long one run goes on: missions are served meanwhile. */
const BATCH = 250;
const LONGEST_RUN_MS = 10_000;

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
  while (Date.now() < end && (await takeBatch(connection)) === BATCH);
}

async function takeBatch(connection: Connection): Promise<number> {
  const { rows } = await sql<CardText>`
    select c.mission_id as "missionId", c.published_at::text as "publishedAt",
      c.card->>'title' as title, c.card->>'description' as description
    from search_progress p, lateral (
      select * from mission_cards where (published_at, mission_id) > (p.words_until, p.words_until_id)
      order by published_at, mission_id limit ${sql.lit(BATCH)}
    ) c order by c.published_at, c.mission_id`.execute(connection);
  const last = rows.at(-1);
  if (last === undefined) return 0;
  const written = new Map<string, string>();
  const words = { title: 0, description: 0 };
  for (const { title, description } of rows) {
    words.title += takeWords(title ?? "", written);
    words.description += takeWords(description ?? "", written);
  }
  const fresh = [...written].map(([word, text]) => ({
    word,
    written: text,
    term: termNumber(stemOf(word)),
    deletions: deletionsOf(word),
  }));
  await sql`
    with taken as (
      insert into search_words (word, written, term, deletions)
      select word, written, term, deletions
      from json_to_recordset(${JSON.stringify(fresh)}::json) as w (word text, written text, term integer, deletions integer[])
      where not exists (select from search_words known where known.word = w.word)
      on conflict do nothing
    )
    update search_progress set
      words_until = ${last.publishedAt}::timestamptz, words_until_id = ${last.missionId}::uuid,
      texts = texts + ${rows.length}, title_words = title_words + ${words.title},
      description_words = description_words + ${words.description}`.execute(connection);
  return rows.length;
}

/** Puts each word that a search may mean beside how it was written; how many words the text has in all. */
function takeWords(text: string, written: Map<string, string>): number {
  for (const [piece] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const word = fold(piece);
    if (!written.has(word) && mayBeMeant(word)) written.set(word, piece.toLowerCase().normalize("NFC"));
  }
  return wordsOf(text).length;
}
