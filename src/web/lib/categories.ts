import type { RouterContextProvider } from "react-router";
import type { Category, List } from "./api-types.ts";
import { readApi } from "./read-api.ts";

/** Every trade, in the order and the language in which lists show them. */
export async function readCategories(context: Readonly<RouterContextProvider>): Promise<readonly Category[]> {
  const { items } = await readApi<List<Category>>(context, "/categories");
  return items;
}

/** Trades by their group, the groups in the order in which they come. */
export function groupsOf(categories: readonly Category[]): [string, Category[]][] {
  return [...Map.groupBy(categories, ({ group }) => group)];
}
