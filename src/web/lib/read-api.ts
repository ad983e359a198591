import { data, type RouterContextProvider } from "react-router";
import { pageInputs, pageLocale } from "../context.ts";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The API's address for a read; undefined values are left out. */
export function apiPath(path: string, query: Query = {}): string {
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();
  return search === "" ? `/api/v1${path}` : `/api/v1${path}?${search}`;
}

/** Reads from the API while rendering on the server; any refusal becomes the page's own status. */
export async function readApi<Answer>(
  context: Readonly<RouterContextProvider>,
  path: string,
  query: Query = {},
): Promise<Answer> {
  const { status, json } = await context.get(pageInputs).api(apiPath(path, query), context.get(pageLocale));
  if (status !== 200) throw data(null, status);
  return json as Answer;
}
