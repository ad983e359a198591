import type { SavedSearch } from "./api-types.ts";

/** In the address of the page of saved searches: the query string that is to be saved. */
export const SEARCH = "recherche";

/** What the search page is asked for so that it shows what a saved search asks the API for. */
export function searchPageQuery({ query, place }: Pick<SavedSearch, "query" | "place">) {
  const asked = new URLSearchParams(query);
  const sum = (name: string) => {
    const cents = asked.get(name);
    return cents === null ? undefined : String(Number(cents) / 100);
  };
  return {
    q: asked.get("q") ?? undefined,
    place: place === null ? undefined : `${place.name} ${place.postalCode}`,
    radius: place === null ? undefined : (asked.get("radiusKm") ?? undefined),
    category: asked.get("category") ?? undefined,
    min: sum("budgetMin"),
    max: sum("budgetMax"),
    remote: asked.get("remote") === "true" ? 1 : undefined,
    sort: "newest",
  };
}
