import { pathTo } from "../../shared/page-paths.ts";
import { reading } from "../i18n/reading.ts";
import type { Category } from "../lib/api-types.ts";
import type { BudgetBound, BudgetFilter } from "../lib/budget-filter.ts";
import { kilometres } from "../lib/format.ts";
import type { Refusals } from "../lib/read-api.ts";
import { defaultRadius, radii, type SearchQuery } from "../lib/search-query.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { CategoryOptions } from "./category-options.tsx";
import { TextField } from "./field.tsx";
import { Icon } from "./icon.tsx";

interface SearchFormProps {
  readonly query: SearchQuery;
  readonly categories: readonly Category[];
  /** Absent: the two main fields alone, as the hero shows them. */
  readonly filters?: { readonly budget: BudgetFilter; readonly problems: Refusals };
}

/** A plain form that GETs the search page; our script adds suggestions to the two text fields. */
export function SearchForm({ query, categories, filters }: SearchFormProps) {
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
        {filters === undefined ? null : <Filters query={query} categories={categories} {...filters} />}
      </form>
    </search>
  );
}

type FiltersProps = Omit<SearchFormProps, "filters"> & NonNullable<SearchFormProps["filters"]>;

function Filters({ query, categories, budget, problems }: FiltersProps) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const used =
    query.category !== "" ||
    query.min !== "" ||
    query.max !== "" ||
    query.remote ||
    query.radius !== defaultRadius ||
    Object.keys(problems).length > 0;
  return (
    <details className="filters" open={used}>
      <summary>{texts.moreFilters}</summary>
      <div className="filter-fields">
        <div className="field">
          <label htmlFor="radius">{texts.radius}</label>
          <select id="radius" name="radius" defaultValue={query.radius} {...refused("radius", problems)}>
            {radii.map((radius) => (
              <option key={radius} value={radius}>
                {kilometres(radius, locale)}
              </option>
            ))}
          </select>
          <Refusal name="radius" problems={problems} />
        </div>
        <div className="field">
          <label htmlFor="category">{texts.category}</label>
          <select
            id="category"
            name="category"
            defaultValue={query.category}
            {...refused("category", problems)}
          >
            <option value="">{texts.allCategories}</option>
            <CategoryOptions categories={categories} />
          </select>
          <Refusal name="category" problems={problems} />
        </div>
        <BudgetField name="min" label={texts.budgetMin} bound={budget.min} error={problems.min} />
        <BudgetField name="max" label={texts.budgetMax} bound={budget.max} error={problems.max} />
        <div className="check">
          <input id="remote" name="remote" type="checkbox" value="1" defaultChecked={query.remote} />
          <label htmlFor="remote">{texts.remote}</label>
        </div>
      </div>
    </details>
  );
}

interface RefusalProps {
  readonly name: string;
  readonly problems: Refusals;
}

function Refusal({ name, problems }: RefusalProps) {
  return problems[name] === undefined ? null : (
    <p className="error" id={`${name}-error`}>
      {problems[name]}
    </p>
  );
}

function refused(name: string, problems: Refusals) {
  return problems[name] === undefined
    ? {}
    : { "aria-invalid": true as const, "aria-describedby": `${name}-error` };
}

interface BudgetFieldProps {
  readonly name: string;
  readonly label: string;
  readonly bound: BudgetBound;
  readonly error: string | undefined;
}

function BudgetField({ name, label, bound, error }: BudgetFieldProps) {
  return (
    <TextField
      name={name}
      label={label}
      error={error}
      inputMode="decimal"
      autoComplete="off"
      defaultValue={bound.text}
    />
  );
}
