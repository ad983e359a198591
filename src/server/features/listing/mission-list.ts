import type { Cursors, Position } from "../../http/requests/cursor.ts";
import { charactersOf } from "../../platform/database/byte-text.ts";
import type { Database } from "../../platform/database/database.ts";
import { categories } from "../categories/index.ts";
import { joinCard } from "./card.ts";
import { type CardRow, kilometresOf, type ListedCard, readable } from "./card-rows.ts";
import { understandList } from "./list-request.ts";
import type { MissionListQuery, MissionSort } from "./listing-contract.ts";
import { orderedPage, searchFilters } from "./mission-list-order.ts";
import { conditions } from "./mission-list-queries.ts";
import { relevancePage, textOf } from "./mission-list-search.ts";
import { withEnglish } from "./search/english.ts";
import { didYouMean, highlight, wantedTerms } from "./search/highlights.ts";
import type { QueryLanguage, SearchQuery } from "./search/query.ts";
import type { Correction } from "./search/spelling.ts";
import { isBegunBy, isNearlyBegunBy, suggestNearTitles, suggestTitles } from "./search/suggest.ts";
import { loadSynonyms, type Synonyms } from "./search/synonyms.ts";

/** Of the trades so many at most, so that titles are seen too. */
const MOST_CATEGORIES = 3;

export interface MissionList {
  /** A page of published missions as JSON in UTF-8, ready to be sent. */
  page(query: MissionListQuery, language?: QueryLanguage): Promise<Buffer>;
  suggest(
    text: string,
    limit: number,
    language: "fr" | "en",
  ): Promise<{ text: string; kind: "category" | "title" }[]>;
}

/**
 * The public list, read from the primary, for what it gives is kept. Every order is a keyset walk: a page costs
 * the same wherever it lies, and who walks all pages meets every mission that did not change meanwhile exactly once.
 */
export function createMissionList({
  database,
  cursors,
  synonyms = loadSynonyms(null),
}: {
  database: Database;
  cursors: Cursors;
  /** Those that Swideal brings, when absent. */
  synonyms?: Synonyms;
}): MissionList {
  const known = withEnglish(synonyms);
  return {
    async page(query, language = "fr") {
      const { sort, near, filters, search, words } = understandList(query, known[language], language);
      const asked = [filters, sort === "distance" ? near : null, search, words !== null];
      const scope = `missions:${sort}:${JSON.stringify(asked)}`;
      const after = query.cursor === undefined ? null : cursors.decode(scope, query.cursor);
      const cursorTo = (next: Position | null) => (next === null ? null : cursors.encode(scope, next));
      const { limit } = query;
      if (sort === "relevance" && search !== null) {
        const condition = conditions(filters);
        const wanted = { query: search, near, filters: searchFilters(filters), condition, limit };
        const { rows, next, corrections } = await relevancePage(database.writer, wanted, after);
        return renderSearch(rows, cursorTo(next), query.q ?? "", search, corrections);
      }
      const order = sort as Exclude<MissionSort, "relevance">;
      const found = await orderedPage(database.writer, { search, words, filters }, order, after, limit);
      const nextCursor = cursorTo(found.next);
      return search === null
        ? renderList(found.rows, nextCursor)
        : renderSearch(found.rows.map(readable), nextCursor, query.q ?? "", search, found.corrections);
    },

    async suggest(text, limit, language) {
      const as = categoriesBegunBy(language, isBegunBy(text));
      const titles = await suggestTitles(database.writer, text, limit);
      if (as.length + titles.length > 0) return suggestions(as, titles, limit, language);
      const nearly = categoriesBegunBy(language, isNearlyBegunBy(text));
      return suggestions(nearly, await suggestNearTitles(database.writer, text, limit), limit, language);
    },
  };
}

function categoriesBegunBy(language: "fr" | "en", begins: (label: string) => boolean) {
  return categories.filter((category) =>
    [category[language], ...category.trades.flatMap(({ masculine, feminine }) => [masculine, feminine])].some(
      begins,
    ),
  );
}

function suggestions(
  named: readonly (typeof categories)[number][],
  titles: readonly string[],
  limit: number,
  language: "fr" | "en",
) {
  return [
    ...named
      .slice(0, MOST_CATEGORIES)
      .map((category) => ({ text: category[language], kind: "category" as const })),
    ...titles.map((title) => ({ text: title, kind: "title" as const })),
  ].slice(0, limit);
}

const distanceOf = ({ chord }: Pick<CardRow, "chord">) => (chord === null ? null : kilometresOf(chord));

function renderList(rows: readonly ListedCard[], nextCursor: string | null): Buffer {
  const items = rows.map((row) => joinCard(charactersOf(row.card), row, distanceOf(row)));
  // What is added to the cards' bytes is ASCII.
  return Buffer.from(`{"items":[${items.join(",")}],"nextCursor":${JSON.stringify(nextCursor)}}`, "latin1");
}

/** A page with what a search adds. */
function renderSearch(
  rows: readonly CardRow[],
  nextCursor: string | null,
  q: string,
  search: SearchQuery,
  corrections: readonly Correction[],
): Buffer {
  const wanted = wantedTerms(search, corrections);
  const items = rows.map((row) => {
    const highlights = JSON.stringify(highlight(textOf(row), wanted));
    const item = joinCard(row.card, row, distanceOf(row));
    return `${item.slice(0, -1)},"highlights":${highlights}}`;
  });
  const meant = JSON.stringify(didYouMean(q, corrections));
  return Buffer.from(
    `{"items":[${items.join(",")}],"nextCursor":${JSON.stringify(nextCursor)},"didYouMean":${meant}}`,
  );
}
