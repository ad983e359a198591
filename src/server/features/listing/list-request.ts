import { AppError, type FieldError } from "../../core/errors.ts";
import type { Point } from "./card-rows.ts";
import type { MissionListQuery, MissionSort } from "./listing-contract.ts";
import type { CardFilters } from "./mission-list-queries.ts";
import { type AllWords, allWordsOf } from "./search/all-words.ts";
import { type QueryLanguage, readQuery, type SearchQuery } from "./search/query.ts";
import type { Synonyms } from "./search/synonyms.ts";

/** What a list is asked for. */
export interface ListRequest {
  readonly sort: MissionSort;
  readonly near: Point | null;
  readonly filters: CardFilters;
  /** What is searched for; null when nothing is, without terms when what was typed holds no letter and no digit. */
  readonly search: SearchQuery | null;
  /** Where every word is wanted; null where any will do, or nothing is searched for. */
  readonly words: AllWords | null;
}

/** What the query means; throws `validation_failed` with every combination that means nothing. */
export function understandList(
  query: MissionListQuery,
  synonyms: Synonyms,
  language: QueryLanguage,
): ListRequest {
  const hasPoint = query.lat !== undefined && query.lng !== undefined;
  // A form that was sent with an empty field asks for nothing.
  const q = query.q === undefined || query.q.trim() === "" ? null : query.q;
  const all = query.allWords === true;
  const sort = query.sort ?? (all ? "newest" : q === null ? "hot" : "relevance");
  const errors = refusals(query, { sort, q, all, hasPoint });
  if (errors.length > 0) throw new AppError("validation_failed", { fields: errors });
  const near = hasPoint ? { latitude: query.lat as number, longitude: query.lng as number } : null;
  const search = q === null ? null : readQuery(q, synonyms, language);
  return {
    sort,
    near,
    search,
    words: all && search !== null ? allWordsOf(search, synonyms) : null,
    filters: {
      category: query.category ?? null,
      budgetMin: query.budgetMin ?? null,
      budgetMax: query.budgetMax ?? null,
      remote: query.remote ?? null,
      near,
      radiusKm: query.radiusKm ?? null,
    },
  };
}

function refusals(
  query: MissionListQuery,
  { sort, q, all, hasPoint }: { sort: MissionSort; q: string | null; all: boolean; hasPoint: boolean },
): FieldError[] {
  const errors: FieldError[] = [];
  if (!hasPoint && (query.lat !== undefined || query.lng !== undefined)) {
    errors.push({ path: query.lat === undefined ? "/lat" : "/lng", code: "point_incomplete" });
  } else if (!hasPoint && query.radiusKm !== undefined)
    errors.push({ path: "/radiusKm", code: "point_incomplete" });
  if (sort === "relevance" && q === null) errors.push({ path: "/sort", code: "sort_needs_query" });
  // Relevance looks at the best cards with any of the words: those with every one are not all among them.
  else if (sort === "relevance" && all) errors.push({ path: "/sort", code: "sort_without_all_words" });
  if (sort === "distance" && !hasPoint) errors.push({ path: "/sort", code: "sort_needs_point" });
  if (query.budgetMin !== undefined && query.budgetMax !== undefined && query.budgetMin > query.budgetMax) {
    errors.push({ path: "/budgetMin", code: "budget_range" });
  }
  return errors;
}
