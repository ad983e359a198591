import type { RouterContextProvider } from "react-router";
import type { List } from "./api-types.ts";
import { askApi, type Refusals } from "./read-api.ts";

/** What an address asks for that the API may refuse, by the names of its query. */
type Asked = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A page of missions for an address that anyone may have written: what is refused is left out, its first page is shown
 * where the cursor is no good, and nothing at all where too little is left to ask for.
 */
export async function askList<Page extends List<unknown>>(
  context: Readonly<RouterContextProvider>,
  asked: Asked,
): Promise<{ page: Page; refused: Refusals }> {
  const first = await askApi<Page>(context, "/missions", asked);
  if (first.refused === null) return { page: first.answer, refused: {} };
  const { refused } = first;
  const rest = Object.entries(asked).filter(([name]) => name !== "cursor" && !(name in refused));
  const again = await askApi<Page>(context, "/missions", Object.fromEntries(rest));
  return { page: again.answer ?? ({ items: [], nextCursor: null } as unknown as Page), refused };
}
