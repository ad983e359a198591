import { useLocation } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { AddressProblems } from "../components/address-problems.tsx";
import { Head } from "../components/head.tsx";
import { MissionList } from "../components/mission-list.tsx";
import { SearchForm } from "../components/search-form.tsx";
import { SortLinks } from "../components/sort-links.tsx";
import { pageLocale } from "../context.ts";
import { common } from "../i18n/common.ts";
import { reading } from "../i18n/reading.ts";
import type { List, MissionSummary } from "../lib/api-types.ts";
import { askList } from "../lib/ask-list.ts";
import { groupsOf, readCategories } from "../lib/categories.ts";
import { readSearchQuery } from "../lib/search-query.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import type { Route } from "./+types/feed";

const feedSorts = ["hot", "newest", "budget"] as const;

export const handle = { query: ["sort", "cursor"] };

export async function loader({ request, context }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const cursor = url.searchParams.get("cursor") ?? undefined;
  const asked = url.searchParams.get("sort") ?? "";
  const sort = feedSorts.find((known) => known === asked);
  const [{ page, refused }, categories] = await Promise.all([
    askList<List<MissionSummary>>(context, { sort: sort ?? "hot", cursor, limit: 20 }),
    readCategories(context),
  ]);
  const { unknownValue } = reading[context.get(pageLocale)];
  const problems = { ...(asked !== "" && sort === undefined && { sort: unknownValue }), ...refused };
  const first = cursor === undefined || "cursor" in refused;
  return { page, categories, sort: sort ?? "hot", problems, first };
}

export default function Feed({ loaderData }: Route.ComponentProps) {
  const { page, categories, sort, problems, first } = loaderData;
  const texts = useTexts(reading);
  const locale = useLocale();
  const sortIfChosen = sort === "hot" ? undefined : sort;
  return (
    <>
      <FeedHead first={first && sort === "hot"} />
      {first ? (
        <section className="hero">
          <div className="bar">
            <FallingPrices />
            <h1>{texts.heroTitle}</h1>
            <p className="lead">{texts.heroText}</p>
            <SearchForm query={readSearchQuery(new URLSearchParams())} categories={categories} />
          </div>
        </section>
      ) : null}
      <div className="page">
        <AddressProblems problems={problems} />
        <section aria-labelledby="missions">
          <div className="list-head">
            {first ? <h2 id="missions">{texts.latest}</h2> : <h1 id="missions">{texts.latest}</h1>}
            <SortLinks
              sorts={feedSorts}
              current={sort}
              href={(name) => pathTo(locale, "feed", {}, { sort: name === "hot" ? undefined : name })}
            />
          </div>
          <MissionList
            page={page}
            categories={categories}
            next={(cursor) => pathTo(locale, "feed", {}, { sort: sortIfChosen, cursor })}
            first={first ? undefined : pathTo(locale, "feed", {}, { sort: sortIfChosen })}
          />
        </section>
        {first ? <Steps /> : null}
        <nav className="categories" aria-labelledby="trades">
          <h2 id="trades">{texts.browseCategories}</h2>
          <div className="groups">
            {groupsOf(categories).map(([group, trades]) => (
              <section key={group}>
                <h3>{group}</h3>
                <ul>
                  {trades.map(({ slug, label }) => (
                    <li key={slug}>
                      <a href={pathTo(locale, "search", {}, { category: slug })}>{label}</a>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </nav>
      </div>
    </>
  );
}

function FeedHead({ first }: { readonly first: boolean }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const { siteName } = useTexts(common);
  const { publicUrl } = useSite();
  const { pathname } = useLocation();
  return (
    <Head
      title={first ? siteName : texts.feedTitle}
      canonical={pathTo(locale, "feed")}
      noindex={!first}
      jsonLd={{
        "@context": "https://schema.org",
        "@type": "WebSite",
        name: siteName,
        url: publicUrl + pathname,
        inLanguage: locale,
        potentialAction: {
          "@type": "SearchAction",
          target: `${publicUrl}${pathTo(locale, "search")}?q={search_term_string}`,
          "query-input": "required name=search_term_string",
        },
      }}
    />
  );
}

function FallingPrices() {
  const heights = [150, 128, 118, 96, 84, 66, 52];
  return (
    <svg className="falling" viewBox="0 0 316 150" aria-hidden="true">
      {heights.map((height, index) => (
        <rect
          key={height}
          className={index === heights.length - 1 ? "taken" : undefined}
          x={index * 46}
          y={150 - height}
          width={40}
          height={height}
          rx={8}
        />
      ))}
    </svg>
  );
}

function Steps() {
  const texts = useTexts(reading);
  return (
    <section className="steps" aria-labelledby="steps">
      <h2 id="steps">{texts.stepsTitle}</h2>
      <ol>
        {texts.steps.map(([name, text]) => (
          <li key={name}>
            <strong>{name}</strong> {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
