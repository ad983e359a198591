import { pathTo } from "../i18n/paths.ts";
import { reading } from "../i18n/reading.ts";
import type { Category } from "../lib/api-types.ts";
import type { BudgetBound, BudgetFilter } from "../lib/budget-filter.ts";
import { kilometres } from "../lib/format.ts";
import { defaultRadius, radii, type SearchQuery } from "../lib/search-query.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { CategoryOptions } from "./category-options.tsx";
import { TextField } from "./field.tsx";
import { Icon } from "./icon.tsx";

interface SearchFormProps {
  readonly query: SearchQuery;
  readonly categories: readonly Category[];
  /** Absent: the two main fields alone, as the hero shows them. */
  readonly budget?: BudgetFilter;
}

/** A plain form that GETs the search page; our script adds suggestions to the two text fields. */
export function SearchForm({ query, categories, budget }: SearchFormProps) {
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
        {budget === undefined ? null : <Filters query={query} categories={categories} budget={budget} />}
      </form>
    </search>
  );
}

function Filters({ query, categories, budget }: SearchFormProps & { readonly budget: BudgetFilter }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const used =
    query.category !== "" ||
    query.min !== "" ||
    query.max !== "" ||
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
        <BudgetField name="min" label={texts.budgetMin} bound={budget.min} />
        <BudgetField name="max" label={texts.budgetMax} bound={budget.max} />
        <div className="check">
          <input id="remote" name="remote" type="checkbox" value="1" defaultChecked={query.remote} />
          <label htmlFor="remote">{texts.remote}</label>
        </div>
      </div>
    </details>
  );
}

interface BudgetFieldProps {
  readonly name: string;
  readonly label: string;
  readonly bound: BudgetBound;
}

function BudgetField({ name, label, bound }: BudgetFieldProps) {
  return (
    <TextField
      name={name}
      label={label}
      error={bound.problem}
      inputMode="decimal"
      autoComplete="off"
      defaultValue={bound.text}
    />
  );
}
