/** What a person asked for, as it stands in the page's address. Prices are as they were written. */
export interface SearchQuery {
  readonly q: string;
  readonly place: string;
  readonly radius: number;
  readonly category: string;
  readonly min: string;
  readonly max: string;
  readonly remote: boolean;
  readonly sort: string;
  readonly cursor: string | undefined;
}

/** Its names in the address. */
export const searchNames = [
  "q",
  "place",
  "radius",
  "category",
  "min",
  "max",
  "remote",
  "sort",
  "cursor",
] as const satisfies readonly (keyof SearchQuery)[];

export const radii = [5, 10, 25, 50, 100] as const;
export const defaultRadius = 25;
export const sorts = ["relevance", "hot", "newest", "budget", "distance"] as const;

/** Reads the address leniently: a value that makes no sense counts as absent. */
export function readSearchQuery(parameters: URLSearchParams): SearchQuery {
  const text = (name: string) => (parameters.get(name) ?? "").trim();
  const radius = Number(text("radius"));
  return {
    q: text("q").slice(0, 500),
    place: text("place").slice(0, 100),
    radius: radii.find((known) => known === radius) ?? defaultRadius,
    category: /^[a-z][a-z0-9-]{1,39}$/.test(text("category")) ? text("category") : "",
    min: text("min").slice(0, 80),
    max: text("max").slice(0, 80),
    remote: text("remote") === "1",
    sort: sorts.find((known) => known === text("sort")) ?? "",
    cursor: text("cursor") || undefined,
  };
}

/** The names whose values in the address mean nothing here. A trade is known by its slug. */
export function unknownIn(parameters: URLSearchParams, trades: readonly string[]): (keyof SearchQuery)[] {
  const known: Partial<Record<keyof SearchQuery, readonly (string | number)[]>> = {
    radius: radii,
    category: trades,
    remote: [1],
    sort: sorts,
  };
  return searchNames.filter((name) => {
    const value = (parameters.get(name) ?? "").trim();
    return value !== "" && known[name]?.every((allowed) => String(allowed) !== value) === true;
  });
}

/** The address's query again, with some of it changed. A changed search starts at its first page. */
export function writeSearchQuery(query: SearchQuery, change: Partial<SearchQuery> = {}) {
  const { q, place, radius, category, min, max, remote, sort, cursor } = {
    ...query,
    cursor: undefined,
    ...change,
  };
  return {
    q,
    place,
    radius: place === "" || radius === defaultRadius ? undefined : radius,
    category,
    min,
    max,
    remote: remote ? 1 : undefined,
    sort,
    cursor,
  };
}
