import { sql } from "kysely";
import type { Connection } from "../../../platform/database/database.ts";
import { fold, wordsOf } from "./normalise.ts";
import {
  allOfferedWords,
  holdsNumberOrAddress,
  LEAST_CLIENTS,
  OWN_WORDS,
  writtenWords,
} from "./offered-words.ts";
import { isOneErrorApart } from "./spelling.ts";
import { STOP_WORDS } from "./stop-words.ts";
import { keepSuggestions } from "./suggestion-queries.ts";

/** The latest missions whose titles are suggested, in how many ways a title is entered, and how much of it. */
const LATEST_TITLES = 20_000;
const MOST_BEGINNINGS = 6;
const LONGEST_BEGINNING = 100;
/** What is looked at for one suggestion. */
const MOST_CANDIDATES = 100;
/** An error is looked for in so many letters at least, and in the first so many: some 1,000 beginnings are tried. */
const SHORTEST_WRONG = 4;
const LONGEST_WRONG = 20;

/**
 * The ways in which a person may begin to type a label: from its first word on and from each telling one, folded.
 * `Rénovation de salle de bain` gives `renovation de salle de bain`, `salle de bain` and `bain`.
 */
export function beginningsOf(label: string): string[] {
  const words = wordsOf(label);
  return words
    .flatMap((word, at) =>
      at === 0 || !STOP_WORDS.has(word) ? [words.slice(at).join(" ").slice(0, LONGEST_BEGINNING)] : [],
    )
    .slice(0, MOST_BEGINNINGS);
}

/** Of labels that are asked about each time a person types a letter: the categories', some hundreds. */
const knownBeginnings = new Map<string, readonly string[]>();

function beginningsOfLabel(label: string): readonly string[] {
  let known = knownBeginnings.get(label);
  if (known === undefined) {
    known = beginningsOf(label);
    knownBeginnings.set(label, known);
  }
  return known;
}

/** Tells of labels that stay the same whether what was typed begins one or a word of it; nothing typed begins none. */
export function isBegunBy(typed: string): (label: string) => boolean {
  const prefix = prefixOf(typed);
  return (label) =>
    prefix !== "" && beginningsOfLabel(label).some((beginning) => beginning.startsWith(prefix));
}

/** The same but for one typing error. */
export function isNearlyBegunBy(typed: string): (label: string) => boolean {
  const prefix = prefixOf(typed);
  return (label) =>
    prefix.length >= SHORTEST_WRONG &&
    beginningsOfLabel(label).some((beginning) =>
      [-1, 0, 1].some((more) => isOneErrorApart(prefix, beginning.slice(0, prefix.length + more))),
    );
}

/**
 * Titles of published missions that go on as typed, those that begin so first, then the latest; no title twice.
 * Reads at most 100 entries of one index. New titles appear after the next `refreshSuggestions`, when each of their
 * words may be offered; hidden and changed ones are gone at once.
 */
export async function suggestTitles(connection: Connection, typed: string, limit: number): Promise<string[]> {
  const prefix = prefixOf(typed);
  return prefix === "" ? [] : titlesThatBegin(connection, [prefix], limit);
}

/**
 * The same for what was typed with one error; the first letter is thought to be right where titles begin with it.
 * Tries the beginnings that are one error apart, each in the index.
 */
export async function suggestNearTitles(
  connection: Connection,
  typed: string,
  limit: number,
): Promise<string[]> {
  const prefix = prefixOf(typed).slice(0, LONGEST_WRONG);
  if (prefix.length < SHORTEST_WRONG) return [];
  const near = oneErrorApart(prefix);
  const likely = await titlesThatBegin(
    connection,
    near.filter((other) => other[0] === prefix[0]),
    limit,
  );
  if (likely.length > 0) return likely;
  return titlesThatBegin(
    connection,
    near.filter((other) => other[0] !== prefix[0]),
    limit,
  );
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz "];

function oneErrorApart(text: string): string[] {
  const all = new Set<string>();
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    if (after.length > 1) all.add(before + after[1] + after[0] + after.slice(2));
    if (after !== "") all.add(before + after.slice(1));
    for (const letter of LETTERS) {
      all.add(before + letter + after);
      if (after !== "") all.add(before + letter + after.slice(1));
    }
  }
  all.delete(text);
  return [...all];
}

async function titlesThatBegin(
  connection: Connection,
  prefixes: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select c.card->>'title' as title
    from (
      select distinct mission_id from (
        select e.mission_id from unnest(${prefixes}::text[]) as p (prefix) cross join lateral (
          select mission_id from search_suggestions
          where beginning >= p.prefix and beginning < p.prefix || ${"\u{10ffff}"}
          order by beginning limit ${sql.lit(MOST_CANDIDATES)}
        ) e limit ${sql.lit(MOST_CANDIDATES)}
      ) entries
    ) found join mission_cards c on c.mission_id = found.mission_id
    order by c.published_at desc, c.mission_id desc`.execute(connection);
  const folded = new Map<string, string>();
  for (const { title } of rows) {
    const key = wordsOf(title).join(" ");
    if (!folded.has(key)) folded.set(key, title);
  }
  const starts = (key: string) => Number(!prefixes.some((prefix) => key.startsWith(prefix)));
  return Array.from(folded)
    .sort(([one], [other]) => starts(one) - starts(other))
    .slice(0, limit)
    .map(([, title]) => title);
}

interface Title {
  readonly missionId: string;
  readonly clientPartyId: string;
  readonly title: string;
}

/**
 * Takes the titles of the latest missions in, as far as they may be offered, and the others out. Some seconds at most,
 * however many there are.
 */
export async function refreshSuggestions(connection: Connection): Promise<void> {
  const { rows } = await sql<Title>`
    select mission_id as "missionId", client_party_id as "clientPartyId", card->>'title' as title
    from mission_cards
    order by published_at desc, mission_id desc limit ${sql.lit(LATEST_TITLES)}`.execute(connection);
  const offered = await allOfferedWords(connection);
  const latest = new Map<string, string>();
  for (const { missionId, title } of titlesToOffer(rows, offered)) {
    for (const beginning of beginningsOf(title)) {
      // The same words on: the latest mission speaks for all, so that a few titles do not fill the list.
      if (!latest.has(beginning)) latest.set(beginning, missionId);
    }
  }
  await keepSuggestions(connection, latest);
}

/**
 * Titles of which each word may be offered: it is the program's own, a stop word, or stands in missions, or in titles
 * where it is too short to be counted in whole texts, of enough clients. None with a number or an address.
 */
function titlesToOffer(titles: readonly Title[], offered: ReadonlySet<string>): Title[] {
  const clients = new Map<string, Set<string>>();
  for (const { title, clientPartyId } of titles) {
    for (const written of writtenWords(title)) {
      const word = fold(written);
      const known = clients.get(word) ?? new Set();
      if (known.size < LEAST_CLIENTS) clients.set(word, known.add(clientPartyId));
    }
  }
  const mayBeOffered = (word: string) =>
    STOP_WORDS.has(word) ||
    OWN_WORDS.has(word) ||
    offered.has(word) ||
    (clients.get(word)?.size ?? 0) >= LEAST_CLIENTS;
  return titles.filter(
    ({ title }) =>
      !holdsNumberOrAddress(title) && [...writtenWords(title)].every((word) => mayBeOffered(fold(word))),
  );
}

/** Lone surrogates and NULs are gone with whatever is no letter or digit. */
function prefixOf(typed: string): string {
  return wordsOf(typed).join(" ").slice(0, LONGEST_BEGINNING);
}
