import { searchFeedPaths } from "../../shared/file-paths.ts";
import { pathTo } from "../../shared/page-paths.ts";
import { AddressProblems } from "../components/address-problems.tsx";
import { Head } from "../components/head.tsx";
import { MissionList } from "../components/mission-list.tsx";
import { SearchForm } from "../components/search-form.tsx";
import { SortLinks } from "../components/sort-links.tsx";
import { pageInputs, pageLocale } from "../context.ts";
import { reading } from "../i18n/reading.ts";
import type { FoundMission, List, Place } from "../lib/api-types.ts";
import { askList } from "../lib/ask-list.ts";
import { budgetFilter } from "../lib/budget-filter.ts";
import { readCategories } from "../lib/categories.ts";
import { kilometres } from "../lib/format.ts";
import { findPlaces, placeLabel, placeSlug } from "../lib/places.ts";
import { apiQuery } from "../lib/read-api.ts";
import { SEARCH } from "../lib/saved-search.ts";
import {
  readSearchQuery,
  type SearchQuery,
  searchNames,
  sorts,
  unknownIn,
  writeSearchQuery,
} from "../lib/search-query.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/search";

export const handle = { search: true, query: searchNames };

export async function loader({ request, context }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const query = readSearchQuery(url.searchParams);
  const budget = budgetFilter(query, context.get(pageInputs).site.currency, context.get(pageLocale));
  const [places, categories] = await Promise.all([
    query.place === "" ? [] : findPlaces(context, query.place, 5),
    readCategories(context),
  ]);
  const [place = null, ...others] = places;
  const unknown = unknownIn(
    url.searchParams,
    categories.map(({ slug }) => slug),
  );
  const sort = sortThatFits(query, place !== null);
  const asked = {
    q: query.q || undefined,
    category: unknown.includes("category") ? undefined : query.category || undefined,
    budgetMin: budget.min.cents,
    budgetMax: budget.max.cents,
    remote: query.remote || undefined,
    ...(place !== null && { lat: place.latitude, lng: place.longitude, radiusKm: query.radius }),
  };
  const { page, refused } = await askList<FoundPage>(context, {
    ...asked,
    sort,
    cursor: query.cursor,
    limit: 20,
  });
  const sameName = others.filter((other) => place !== null && other.name === place.name);
  const problems = {
    ...Object.fromEntries(unknown.map((name) => [name, reading[context.get(pageLocale)].unknownValue])),
    ...budget.problems,
    ...refused,
  };
  const saved = apiQuery(asked);
  const feed = searchFeedPaths[context.get(pageLocale)] + (saved === "" ? "" : `?${saved}`);
  return { query, budget, problems, place, others: sameName, sort, page, categories, feed, saved };
}

type FoundPage = List<FoundMission> & { readonly didYouMean?: string | null };

/** Relevance needs words and distance a place; without either the feed's own order. */
function sortThatFits({ q, sort }: SearchQuery, placed: boolean): string {
  const usual = q !== "" ? "relevance" : placed ? "distance" : "hot";
  if (sort === "" || (sort === "relevance" && q === "") || (sort === "distance" && !placed)) return usual;
  return sort;
}

export default function Search({ loaderData }: Route.ComponentProps) {
  const { query, budget, problems, place, others, sort, page, categories, feed, saved } = loaderData;
  const texts = useTexts(reading);
  const locale = useLocale();
  const around =
    place === null ? null : texts.around(nameAmong(place, others), kilometres(query.radius, locale));
  const asked = [query.q === "" ? null : texts.resultsFor(query.q), around].filter((part) => part !== null);
  const link = (change: Partial<SearchQuery>) =>
    pathTo(locale, "search", {}, writeSearchQuery(query, change));
  return (
    <div className="page">
      <Head title={[texts.searchTitle, ...asked].join(" ")} noindex={asked.length > 0} feed={feed} />
      <h1>{texts.searchTitle}</h1>
      <AddressProblems problems={problems} form />
      <SearchForm query={query} categories={categories} filters={{ budget, problems }} />
      {query.place !== "" && place === null ? (
        <p className="notice">{texts.unknownPlace(query.place)}</p>
      ) : null}
      <OtherPlaces others={others} query={query} />
      <section aria-labelledby="results">
        <div className="list-head">
          <h2 id="results">
            {texts.results} {asked.join(" ")}
          </h2>
          <SortLinks
            sorts={sorts.filter(
              (name) => (name !== "relevance" || query.q !== "") && (name !== "distance" || place !== null),
            )}
            current={sort}
            href={(name) => link({ sort: name })}
          />
        </div>
        <p className="alert-me">
          <a
            className="button small"
            href={pathTo(locale, "savedSearches", {}, { [SEARCH]: saved })}
            rel="nofollow"
          >
            {texts.alertMe}
          </a>{" "}
          <span className="label">{texts.alertsWantEveryWord}</span>
        </p>
        {page.didYouMean == null ? null : (
          <p className="notice">
            {texts.didYouMean} <a href={link({ q: page.didYouMean })}>{page.didYouMean}</a>
            {texts.questionMark}
          </p>
        )}
        {page.items.length === 0 ? (
          <div className="empty">
            <h3>{texts.noResultsTitle}</h3>
            <p>{texts.noResultsText}</p>
            <a className="button" href={pathTo(locale, "search")}>
              {texts.clear}
            </a>
          </div>
        ) : (
          <MissionList
            page={page}
            categories={categories}
            next={(cursor) => link({ cursor })}
            first={query.cursor === undefined ? undefined : link({})}
          />
        )}
      </section>
    </div>
  );
}

/** With its department where others of that name exist. */
function nameAmong(place: Place, others: readonly Place[]): string {
  return others.length === 0 ? place.name : `${place.name} (${place.department})`;
}

function OtherPlaces({ others, query }: { readonly others: readonly Place[]; readonly query: SearchQuery }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  if (others.length === 0) return null;
  return (
    <p className="notice">
      {texts.otherPlaces}{" "}
      {others.map((place, index) => (
        <span key={place.inseeCode}>
          {index > 0 ? ", " : null}
          <a href={pathTo(locale, "town", { place: placeSlug(place) }, { radius: query.radius })}>
            {placeLabel(place)}
          </a>
        </span>
      ))}
    </p>
  );
}
