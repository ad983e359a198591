import { reading } from "../i18n/reading.ts";
import type { Refusals } from "../lib/read-api.ts";
import { useTexts } from "../lib/use-page.ts";
import { ErrorList } from "./error-list.tsx";

interface AddressProblemsProps {
  readonly problems: Refusals;
  /** Whether the page holds the search form, whose fields are linked to. */
  readonly form?: boolean;
}

/** What of a page's address was left out, each with a link to its field. */
export function AddressProblems({ problems, form = false }: AddressProblemsProps) {
  const texts = useTexts(reading);
  const { what: q, where: place, radius, category, budgetMin: min, budgetMax: max, remote } = texts;
  const fields: Refusals = { q, place, radius, category, min, max, remote };
  const names: Refusals = { ...fields, sort: texts.sortBy, cursor: texts.pages };
  const entries = Object.entries(problems);
  if (entries.length === 0) return null;
  return (
    <ErrorList
      title={texts.addressProblems}
      errors={entries.map(([name, text]) => ({
        text,
        label: names[name] ?? null,
        href: form && name in fields ? `#${name}` : null,
      }))}
    />
  );
}
