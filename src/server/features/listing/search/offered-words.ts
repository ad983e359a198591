import { readFileSync } from "node:fs";
import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { categories } from "../../categories/index.ts";
import { fold } from "./normalise.ts";

/**
 * A word is offered to others, in a correction or a suggestion, once it stands in published missions of so many
 * clients. One client may repeat a name in each of its missions, and two may belong to one household or firm; a word
 * that three write independently is of the language, or of public knowledge. More would leave a young marketplace, where
 * few clients publish at a time, without corrections.
 */
export const LEAST_CLIENTS = 3;

/** A title or text without these names nobody and nowhere: no digit, no address of mail or web, no handle. */
const NUMBER_OR_ADDRESS = /[\d@]|\/\/|\p{L}\.\p{L}/u;

/** Whether a text holds a number or an address, neither of which is ever offered. */
export function holdsNumberOrAddress(text: string): boolean {
  return NUMBER_OR_ADDRESS.test(text.normalize("NFKC"));
}

/** The words of a text as written, but for those that are part of an address or hold a digit. */
export function* writtenWords(text: string): Generator<string> {
  for (const piece of text.split(/\s+/)) {
    if (holdsNumberOrAddress(piece)) continue;
    for (const [word] of piece.matchAll(/[\p{L}\p{M}]+/gu)) yield word;
  }
}

/** The words that the program itself brings, by their folded form: of its categories, trades and synonyms. */
export const OWN_WORDS: ReadonlyMap<string, string> = new Map(
  [
    ...categories.flatMap(({ fr, trades }) => [
      fr,
      ...trades.flatMap(({ masculine, feminine }) => [masculine, feminine]),
    ]),
    readFileSync(new URL("synonyms.txt", import.meta.url), "utf8").replace(/^#.*$/gm, ""),
  ].flatMap((text) =>
    [...text.matchAll(/[\p{L}\p{M}]+/gu)].map(([word]) => [fold(word), word.toLowerCase()] as const),
  ),
);

/**
 * Of folded words those that may be offered now, each as most of its clients write it. One look-up by the primary key,
 * which the database keeps true: a mission that is gone from the lists counts no more from that moment on.
 */
export async function offeredWords(
  connection: Connection,
  words: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const offered = new Map(
    words.flatMap((word) => {
      const own = OWN_WORDS.get(word);
      return own === undefined ? [] : [[word, own] as const];
    }),
  );
  const asked = words.filter((word) => !offered.has(word));
  if (asked.length === 0) return offered;
  const { rows } = await sql<{ word: string; written: string }>`
    select word, mode() within group (order by written) as written from search_word_clients
    where word = any(${asked}::text[]) group by word
    having count(*) >= ${sql.lit(LEAST_CLIENTS)}`.execute(connection);
  for (const { word, written } of rows) offered.set(word, written);
  return offered;
}

/** Every folded word that enough clients use; some tens of thousands. */
export async function allOfferedWords(connection: Connection): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ word: string }>`
    select word from search_word_clients group by word having count(*) >= ${sql.lit(LEAST_CLIENTS)}`.execute(
    connection,
  );
  return new Set(rows.map(({ word }) => word));
}
