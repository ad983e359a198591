import type { RouterContextProvider } from "react-router";
import type { Locale } from "../i18n/locale.ts";
import type { Category, List } from "./api-types.ts";
import { readApi } from "./read-api.ts";

/** Every trade with its name in the page's language, by name. */
export async function readCategories(
  context: Readonly<RouterContextProvider>,
  locale: Locale,
): Promise<readonly Category[]> {
  const { items } = await readApi<List<Category>>(context, "/categories");
  return items.toSorted((a, b) => a.name.localeCompare(b.name, locale));
}
