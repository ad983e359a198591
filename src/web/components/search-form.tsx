import { pathTo } from "../i18n/paths.ts";
import { reading } from "../i18n/reading.ts";
import type { Category } from "../lib/api-types.ts";
import { kilometres } from "../lib/format.ts";
import { defaultRadius, radii, type SearchQuery } from "../lib/search-query.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { CategoryOptions } from "./category-options.tsx";
import { Icon } from "./icon.tsx";

interface SearchFormProps {
  readonly query: SearchQuery;
  readonly categories: readonly Category[];
  /** The hero shows the two main fields alone. */
  readonly short?: boolean;
}

/** A plain form that GETs the search page; our script adds suggestions to the two text fields. */
export function SearchForm({ query, categories, short = false }: SearchFormProps) {
  const texts = useTexts(reading);
  const locale = useLocale();
  return (
    <search>
      <form className="search-form" action={pathTo(locale, "search")} aria-label={texts.searchTitle}>
        <div className="main-fields">
          <div className="field">
            <label htmlFor="q">{texts.what}</label>
            <input
              id="q"
              name="q"
              type="search"
              defaultValue={query.q}
              placeholder={texts.whatExample}
              maxLength={500}
              autoComplete="off"
              enterKeyHint="search"
              data-suggest="missions"
              data-suggest-label={texts.suggestions}
            />
          </div>
          <div className="field">
            <label htmlFor="place">{texts.where}</label>
            <input
              id="place"
              name="place"
              defaultValue={query.place}
              placeholder={texts.whereExample}
              maxLength={100}
              autoComplete="off"
              data-suggest="places"
              data-suggest-label={texts.suggestions}
            />
          </div>
          <button className="button primary" type="submit">
            <Icon name="search" />
            {texts.submit}
          </button>
        </div>
        {short ? null : <Filters query={query} categories={categories} />}
      </form>
    </search>
  );
}

function Filters({ query, categories }: SearchFormProps) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const used =
    query.category !== "" ||
    query.min !== undefined ||
    query.max !== undefined ||
    query.remote ||
    query.radius !== defaultRadius;
  return (
    <details className="filters" open={used}>
      <summary>{texts.moreFilters}</summary>
      <div className="filter-fields">
        <div className="field">
          <label htmlFor="radius">{texts.radius}</label>
          <select id="radius" name="radius" defaultValue={query.radius}>
            {radii.map((radius) => (
              <option key={radius} value={radius}>
                {kilometres(radius, locale)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="category">{texts.category}</label>
          <select id="category" name="category" defaultValue={query.category}>
            <option value="">{texts.allCategories}</option>
            <CategoryOptions categories={categories} />
          </select>
        </div>
        <div className="field">
          <label htmlFor="min">{texts.budgetMin}</label>
          <input id="min" name="min" inputMode="numeric" pattern="[0-9 ]*" defaultValue={query.min} />
        </div>
        <div className="field">
          <label htmlFor="max">{texts.budgetMax}</label>
          <input id="max" name="max" inputMode="numeric" pattern="[0-9 ]*" defaultValue={query.max} />
        </div>
        <div className="check">
          <input id="remote" name="remote" type="checkbox" value="1" defaultChecked={query.remote} />
          <label htmlFor="remote">{texts.remote}</label>
        </div>
      </div>
    </details>
  );
}
