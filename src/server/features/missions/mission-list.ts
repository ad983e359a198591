import { AppError, type FieldError } from "../../core/errors.ts";
import type { Cursors } from "../../http/cursor.ts";
import type { Database } from "../../platform/database/database.ts";
import { joinCard } from "./mission-card.ts";
import type { MissionListQuery, MissionSort } from "./mission-contract.ts";
import {
  type CardFilters,
  type CardRow,
  kilometresOf,
  listCards,
  listNearest,
  type Point,
} from "./mission-list-queries.ts";
import { analyseQuery } from "./search/analyse.ts";
import { searchCards } from "./search-cards.ts";

export interface MissionList {
  /** A page of published missions as JSON text, ready to be sent. */
  page(query: MissionListQuery): Promise<string>;
  suggest(
    text: string,
    limit: number,
    language: "fr" | "en",
  ): Promise<{ text: string; kind: "category" | "title" }[]>;
}

/**
 * The public list. Every order is a keyset walk: a page costs the same wherever it lies, and who walks
 * all pages meets every mission that did not change meanwhile exactly once.
 */
export function createMissionList({
  database,
  cursors,
}: {
  database: Database;
  cursors: Cursors;
}): MissionList {
  return {
    async page(query) {
      const { sort, near, filters } = understand(query);
      const scope = `missions:${sort}:${JSON.stringify([filters, sort === "distance" ? near : null, query.q ?? null])}`;
      const after = query.cursor === undefined ? null : cursors.decode(scope, query.cursor);
      const wanted = query.limit + 1;
      if (query.q !== undefined) {
        const { terms } = analyseQuery(query.q);
        const found = await searchCards(database.reader, { terms, sort, filters, after, limit: query.limit });
        return render(found.rows, found.next && cursors.encode(scope, found.next));
      }
      const rows =
        sort === "distance" && near !== null
          ? await listNearest(database.reader, near, filters, after, wanted)
          : await listCards(database.reader, sort as "hot" | "newest" | "budget", filters, after, wanted);
      const shown = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? shown.at(-1) : undefined;
      return render(shown, last ? cursors.encode(scope, [last.sortValue, last.missionId]) : null);
    },
    async suggest() {
      return [];
    },
  };
}

function render(rows: readonly CardRow[], nextCursor: string | null): string {
  const items = rows.map((row) =>
    joinCard(row.card, row, row.chord === null ? null : kilometresOf(row.chord)),
  );
  return `{"items":[${items.join(",")}],"nextCursor":${JSON.stringify(nextCursor)}}`;
}

interface Understood {
  readonly sort: MissionSort;
  readonly near: Point | null;
  readonly filters: CardFilters;
}

/** What the query means; throws `validation_failed` with every combination that means nothing. */
function understand(query: MissionListQuery): Understood {
  const errors: FieldError[] = [];
  const hasPoint = query.lat !== undefined && query.lng !== undefined;
  const sort = query.sort ?? (query.q === undefined ? "hot" : "relevance");
  if (!hasPoint && (query.lat !== undefined || query.lng !== undefined)) {
    errors.push({ path: query.lat === undefined ? "/lat" : "/lng", code: "point_incomplete" });
  } else if (!hasPoint && query.radiusKm !== undefined)
    errors.push({ path: "/radiusKm", code: "point_incomplete" });
  if (sort === "relevance" && query.q === undefined) errors.push({ path: "/sort", code: "sort_needs_query" });
  if (sort === "distance" && !hasPoint) errors.push({ path: "/sort", code: "sort_needs_point" });
  if (query.budgetMin !== undefined && query.budgetMax !== undefined && query.budgetMin > query.budgetMax) {
    errors.push({ path: "/budgetMin", code: "budget_range" });
  }
  if (errors.length > 0) throw new AppError("validation_failed", { fields: errors });
  const near = hasPoint ? { latitude: query.lat as number, longitude: query.lng as number } : null;
  return {
    sort,
    near,
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
