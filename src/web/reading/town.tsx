import { data } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { AddressProblems } from "../components/address-problems.tsx";
import { Head } from "../components/head.tsx";
import { Icon } from "../components/icon.tsx";
import { MissionList } from "../components/mission-list.tsx";
import { pageLocale } from "../context.ts";
import { reading } from "../i18n/reading.ts";
import type { List, MissionSummary } from "../lib/api-types.ts";
import { askList } from "../lib/ask-list.ts";
import { readCategories } from "../lib/categories.ts";
import { kilometres } from "../lib/format.ts";
import { placeOfSlug, placeSlug } from "../lib/places.ts";
import { defaultRadius, radii, readSearchQuery, unknownIn } from "../lib/search-query.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/town";

export const handle = { query: ["radius", "cursor"] };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const { radius, cursor } = readSearchQuery(url.searchParams);
  const [place, categories] = await Promise.all([
    placeOfSlug(context, params.place),
    readCategories(context),
  ]);
  if (place === null) throw data(null, 404);
  const { page, refused } = await askList<List<MissionSummary>>(context, {
    sort: "distance",
    lat: place.latitude,
    lng: place.longitude,
    radiusKm: radius,
    cursor,
    limit: 20,
  });
  const unknown = unknownIn(url.searchParams, []).filter((name) => name === "radius");
  const { unknownValue } = reading[context.get(pageLocale)];
  const problems = { ...Object.fromEntries(unknown.map((name) => [name, unknownValue])), ...refused };
  const first = cursor === undefined || "cursor" in refused;
  return { place, radius, page, problems, categories, first };
}

export default function Town({ loaderData }: Route.ComponentProps) {
  const { place, radius, page, problems, categories, first } = loaderData;
  const texts = useTexts(reading);
  const locale = useLocale();
  const slug = { place: placeSlug(place) };
  const here = (query: { radius?: number; cursor?: string } = {}) =>
    pathTo(locale, "town", slug, {
      radius: (query.radius ?? radius) === defaultRadius ? undefined : (query.radius ?? radius),
      cursor: query.cursor,
    });
  return (
    <div className="page">
      <Head
        title={texts.townTitle(`${place.name} (${place.department})`)}
        description={texts.townText(place.name, place.postalCode, kilometres(radius, locale))}
        canonical={pathTo(locale, "town", slug)}
        noindex={!first}
      />
      <h1>{texts.townTitle(`${place.name} (${place.department})`)}</h1>
      <p className="lead">{texts.townText(place.name, place.postalCode, kilometres(radius, locale))}</p>
      <AddressProblems problems={problems} />
      <div className="list-head">
        <nav className="sorts" aria-label={texts.radius}>
          {radii.map((known) => (
            <a
              key={known}
              href={here({ radius: known })}
              {...(known === radius && { "aria-current": "true" as const })}
            >
              {kilometres(known, locale)}
            </a>
          ))}
        </nav>
        <div className="actions">
          <button
            className="button"
            type="button"
            hidden
            aria-expanded="false"
            data-map-button=""
            data-hide={texts.hideMap}
            data-loading={texts.mapLoading}
            data-failed={texts.mapFailed}
          >
            <Icon name="map" />
            <span>{texts.showMap}</span>
          </button>
          <a className="button" href={pathTo(locale, "search", {}, { place: place.name, radius })}>
            <Icon name="search" />
            {texts.searchHere}
          </a>
        </div>
      </div>
      <section
        className="map"
        hidden
        aria-label={texts.mapLabel}
        data-map=""
        data-latitude={place.latitude}
        data-longitude={place.longitude}
        data-radius={radius}
        data-missions-at={pathTo(locale, "mission", { id: "" })}
        data-source={texts.mapSource}
        data-no-budget={texts.budgetOpen}
      />
      {page.items.length === 0 ? (
        <div className="empty">
          <h2>{texts.noResultsTitle}</h2>
          <p>{texts.noResultsText}</p>
        </div>
      ) : (
        <section aria-labelledby="results">
          <h2 id="results">{texts.results}</h2>
          <MissionList
            page={page}
            categories={categories}
            next={(cursor) => here({ cursor })}
            first={first ? undefined : here()}
          />
        </section>
      )}
    </div>
  );
}
