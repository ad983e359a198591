import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { invalidField } from "../../core/errors.ts";
import { parse } from "../../http/problems/field-errors.ts";
import type { Connection } from "../../platform/database/database.ts";
import { categories } from "../categories/index.ts";
import { chordOf } from "./card-rows.ts";
import { understandList } from "./list-request.ts";
import { MissionListQuery } from "./listing-contract.ts";
import { searchFilters } from "./mission-list-order.ts";
import { formulaOf, lookUpTerms } from "./search/all-words.ts";
import { CARD_VERSION } from "./search/document-keys.ts";
import { categoryKey, EVERYTHING, REMOTE, squaresAround } from "./search/facets.ts";
import { termNumber } from "./search/keys.ts";
import { knownCounts } from "./search/known-counts.ts";
import type { QueryLanguage } from "./search/query.ts";
import type { Synonyms } from "./search/synonyms.ts";

/** What somebody saved of a search: what decides which missions it finds, in one order, without what does not. */
export type SavedQuery = Readonly<Partial<Record<(typeof SAVED)[number], string | number | boolean>>>;

const SAVED = ["q", "category", "budgetMin", "budgetMax", "lat", "lng", "radiusKm", "remote"] as const;

/** To be raised when the same words are read otherwise: other stems, stop words or ways to say a word. */
const READING = 1;

/** A saved query read: what a mission is held against. Money in cents, degrees WGS 84. */
export interface ReadQuery {
  readonly category: string | null;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly remote: boolean | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Of the radius, see `chordOf`. */
  readonly chord: number | null;
  /** intarray's `query_int` over keys without levels; null where no word is searched for. */
  readonly words: string | null;
  readonly phrases: boolean;
}

/**
 * Reads the query string of `GET /missions` as that route does, and keeps what decides which missions it finds. Throws
 * `validation_failed` with what that route would refuse, and for a search in which there is nothing to search for.
 */
export function readSavedQuery(text: string, synonyms: Synonyms, language: QueryLanguage): SavedQuery {
  const asked = asQuery(text);
  const query = parse(
    MissionListQuery.omit({ cursor: true, limit: true, sort: true, allWords: true }),
    asked,
  );
  const { search, filters } = understandList({ ...query, limit: 1, allWords: true }, synonyms, language);
  if (search?.terms.length === 0) throw invalidField("/q", "nothing_to_search");
  if (filters.category !== null && !categories.some(({ slug }) => slug === filters.category))
    throw invalidField("/category", "unknown_category");
  const { radiusKm } = filters;
  const kept: Record<string, unknown> = {
    ...query,
    // Control characters part words as spaces do, and PostgreSQL keeps no NUL.
    q:
      search === null
        ? undefined
        : (query.q as string)
            .normalize("NFC")
            .replace(/[\s\p{Cc}]+/gu, " ")
            .trim(),
    // Without a radius a point filters nothing.
    ...(radiusKm === null && { lat: undefined, lng: undefined }),
  };
  return Object.fromEntries(
    SAVED.flatMap((name) => (kept[name] === undefined ? [] : [[name, kept[name]]])),
  ) as SavedQuery;
}

/** As the server's own parser has it: a name that comes twice is a list. Reads the text once, however many names it has. */
function asQuery(text: string): Record<string, string | string[]> {
  const query = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const values = query.get(name);
    if (values === undefined) query.set(name, [value]);
    else values.push(value);
  }
  return Object.fromEntries(
    [...query].map(([name, values]) => [name, values.length === 1 ? (values[0] as string) : values]),
  );
}

/** The query string that finds the same again, as a page or a program asks for it. */
export const queryString = (query: SavedQuery): string =>
  new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();

/** Names a query: two that are equal find the same. A UUID's form. The language matters where there are words. */
export function hashOf(query: SavedQuery, language: QueryLanguage): string {
  return uuidOf(JSON.stringify([query, query.q === undefined ? null : language]));
}

function understood(query: SavedQuery, synonyms: Synonyms, language: QueryLanguage) {
  const { lat, lng, radiusKm, q, category, budgetMin, budgetMax, remote } = query as MissionListQuery;
  const asked = { q, category, budgetMin, budgetMax, lat, lng, radiusKm, remote, allWords: true, limit: 1 };
  return understandList(asked, synonyms, language);
}

/** What a mission is held against. */
export function readFor(query: SavedQuery, synonyms: Synonyms, language: QueryLanguage): ReadQuery {
  const { filters, words, search } = understood(query, synonyms, language);
  const { near, radiusKm, category, budgetMin, budgetMax, remote } = filters;
  const circle = near !== null && radiusKm !== null;
  return {
    category,
    budgetMin,
    budgetMax,
    remote,
    latitude: circle ? near.latitude : null,
    longitude: circle ? near.longitude : null,
    chord: circle ? chordOf(radiusKm) : null,
    words: words === null ? null : formulaOf(words, false),
    phrases: (search?.phrases.length ?? 0) > 0,
  };
}

/** The stems that must stand one behind the other in a text. */
export const phrasesOf = (query: SavedQuery, synonyms: Synonyms, language: QueryLanguage) =>
  understood(query, synonyms, language).search?.phrases ?? [];

/** So many squares of the map at most stand for a circle: a few missions more are looked at for fewer rows. */
const MOST_SQUARES = 12;

/**
 * The keys of which a mission that the query finds has at least one, few and rare: those of its rarest word, else its
 * trade's, else those of the squares that its circle touches, else remote work's, else that of every mission.
 */
export async function anchorsOf(
  connection: Connection,
  query: SavedQuery,
  synonyms: Synonyms,
  language: QueryLanguage,
): Promise<number[]> {
  const { words, filters } = understood(query, synonyms, language);
  if (words !== null) {
    const { terms } = await knownCounts(connection);
    const sets = lookUpTerms(words).map((set) => set.map(termNumber));
    const cards = (set: readonly number[]) =>
      set.reduce((sum, number) => sum + (terms.get(number)?.cards ?? 0), 0);
    const [rarest] = sets.toSorted((one, other) => cards(one) - cards(other));
    if (rarest !== undefined) return [...new Set(rarest)];
  }
  if (filters.category !== null) return [categoryKey(filters.category)];
  const { near } = searchFilters(filters);
  const squares = near && squaresAround(near, MOST_SQUARES);
  if (squares !== undefined) return [...new Set(squares)];
  return [filters.remote === true ? REMOTE : EVERYTHING];
}

/** Names how words are read by this program with the operator's synonyms: what was read otherwise is read again. */
export function readingOf(operatorFile: string | null): string {
  const own = operatorFile === null ? "" : textOf(operatorFile);
  const shipped = ["synonyms.txt", "english.txt"].map((name) =>
    readFileSync(new URL(`search/${name}`, import.meta.url), "utf8"),
  );
  return uuidOf(JSON.stringify([READING, CARD_VERSION, ...shipped, own]));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
