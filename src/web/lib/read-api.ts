import { data, type RouterContextProvider } from "react-router";
import { pageInputs, pageLocale } from "../context.ts";
import type { Problem } from "./api-types.ts";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A query string; undefined values are left out. */
export const apiQuery = (query: Query): string =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString();

/** The API's address for a read; undefined values are left out. */
export function apiPath(path: string, query: Query = {}): string {
  const search = apiQuery(query);
  return search === "" ? `/api/v1${path}` : `/api/v1${path}?${search}`;
}

/** Reads from the API while rendering on the server; any refusal becomes the page's own status. */
export async function readApi<Answer>(
  context: Readonly<RouterContextProvider>,
  path: string,
  query: Query = {},
): Promise<Answer> {
  const { answer, refused } = await askApi<Answer>(context, path, query);
  if (refused !== null) throw data(null, 400);
  return answer;
}

/** Messages by the name of what is wrong, in the page's language. */
export type Refusals = Readonly<Record<string, string>>;
type Asked<Answer> =
  | { readonly answer: Answer; readonly refused: null }
  | { readonly answer: null; readonly refused: Refusals };

/** Like `readApi`, where the page itself says what is wrong with what was asked. */
export async function askApi<Answer>(
  context: Readonly<RouterContextProvider>,
  path: string,
  query: Query = {},
): Promise<Asked<Answer>> {
  const { status, json } = await context.get(pageInputs).api(apiPath(path, query), context.get(pageLocale));
  if (status === 200) return { answer: json as Answer, refused: null };
  if (status !== 400) throw data(null, status);
  const { code, detail, errors = [] } = json as Problem;
  const refused = errors.map(({ path, message }) => [path.split("/")[1] ?? "", message]);
  if (code === "invalid_cursor") refused.push(["cursor", detail]);
  return { answer: null, refused: Object.fromEntries(refused) };
}
