import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { termNumber } from "./keys.ts";
import { fold, wordsOf } from "./normalise.ts";
import { LEAST_CLIENTS, writtenWords } from "./offered-words.ts";
import { deletionsOf, mayBeMeant } from "./spelling.ts";
import { stemOf } from "./text-terms.ts";

/** Of the clients who write a word so many are kept: twice what it takes, so that one that goes changes nothing. */
const MOST_CLIENTS = 2 * LEAST_CLIENTS;

/** What a card says, and whose it is. */
export interface CardText {
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly publishedAt: string;
  readonly title: string;
  readonly description: string;
}

/** Of `c`, a row of `mission_cards`. */
const TEXT_COLUMNS = sql`c.mission_id as "missionId", c.client_party_id as "clientPartyId",
  c.published_at::text as "publishedAt", c.card->>'title' as title, c.card->>'description' as description`;

/**
 * What these cards say, each locked until the transaction ends. Whose card is being changed or removed is passed by; the
 * change, or the next walk, sees to it. One by one: a distributed PostgreSQL locks rows of one mission at a time.
 */
export async function lockTexts(tx: Connection, missionIds: readonly string[]): Promise<CardText[]> {
  const texts: CardText[] = [];
  for (const missionId of missionIds) {
    const { rows } = await sql<CardText>`
      select ${TEXT_COLUMNS} from mission_cards c where c.mission_id = ${missionId} for share skip locked`.execute(
      tx,
    );
    texts.push(...rows);
  }
  return texts;
}

/** How many words texts have. */
export interface TextLengths {
  readonly title: number;
  readonly description: number;
}

interface WordClient {
  readonly word: string;
  readonly written: string;
  readonly clientPartyId: string;
  readonly missionId: string;
}

/**
 * Takes the words of these texts in that a search may mean, each with who writes it. The cards must be locked, as
 * `lockTexts` does: else a text that is taken away meanwhile would leave its words behind.
 */
export async function takeWords(tx: Connection, texts: readonly CardText[]): Promise<TextLengths> {
  const clients = clientsOf(texts);
  const words = [...new Set(clients.map(({ word }) => word))].map((word) => ({
    word,
    term: termNumber(stemOf(word)),
    deletions: deletionsOf(word),
  }));
  await sql`
    insert into search_words (word, term, deletions)
    select word, term, deletions
    from json_to_recordset(${JSON.stringify(words)}::json) as w (word text, term integer, deletions integer[])
    where not exists (select from search_words known where known.word = w.word)
    order by word
    on conflict do nothing`.execute(tx);
  // A word that somebody is deleting is left for the next walk: to wait for it could be a deadlock.
  await sql`
    with there as materialized (
      select word from search_words where word = any(${words.map(({ word }) => word)}::text[])
      order by word for key share skip locked
    )
    insert into search_word_clients (word, client_party_id, mission_id, written)
    select f.word, f."clientPartyId", f."missionId", f.written
    from json_to_recordset(${JSON.stringify(clients)}::json)
      as f (word text, "clientPartyId" uuid, "missionId" uuid, written text)
    join there using (word)
    where (select count(*) from search_word_clients known where known.word = f.word) < ${sql.lit(MOST_CLIENTS)}
    order by f.word, f."clientPartyId"
    on conflict do nothing`.execute(tx);
  return lengthsOf(texts);
}

/** Words that were being written when the last mission with them went. */
export async function sweepLostWords(connection: Connection): Promise<void> {
  await sql`
    delete from search_words where word in (
      select w.word from search_words w
      where not exists (select from search_word_clients c where c.word = w.word)
      for update skip locked
    )`.execute(connection);
}

/** Each word with the clients who write it, at most as many as are kept. */
function clientsOf(texts: readonly CardText[]): WordClient[] {
  const byWord = new Map<string, Map<string, WordClient>>();
  for (const { title, description, clientPartyId, missionId } of texts) {
    for (const piece of writtenWords(`${title ?? ""} ${description ?? ""}`)) {
      const word = fold(piece);
      if (!mayBeMeant(word)) continue;
      const clients = byWord.get(word) ?? new Map<string, WordClient>();
      byWord.set(word, clients);
      if (clients.size === MOST_CLIENTS || clients.has(clientPartyId)) continue;
      const written = piece.toLowerCase().normalize("NFC");
      clients.set(clientPartyId, { word, written, clientPartyId, missionId });
    }
  }
  return [...byWord.values()].flatMap((clients) => [...clients.values()]);
}

function lengthsOf(texts: readonly CardText[]): TextLengths {
  const sum = (of: (text: CardText) => string | null) =>
    texts.reduce((words, text) => words + wordsOf(of(text) ?? "").length, 0);
  return { title: sum(({ title }) => title), description: sum(({ description }) => description) };
}
