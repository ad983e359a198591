import type { ApiResponse } from "../support/api-response.ts";
import type { TestServer } from "../support/server.ts";
import type { RouteRule } from "./route-rules.ts";
import { UNKNOWN_ID, type World } from "./world.ts";

export type Asked = Pick<RouteRule, "body" | "query">;

export interface Call {
  /** Of what the path names; two of them with a stroke between. */
  readonly id: string;
  readonly asked: Asked;
  /** undefined: none is sent. */
  readonly token: string | undefined;
}

/** Calls a route of the table, e.g. `GET /api/v1/missions/{id}`. */
export function callOn(
  { server, world }: { readonly server: TestServer; readonly world: World },
  route: string,
  { id, asked: { body, query = "" }, token }: Call,
): Promise<ApiResponse> {
  const [method = "", path = ""] = route.split(" ");
  const sent = body === undefined ? {} : { body: body(world.person("stranger")) };
  const [first = "", second = UNKNOWN_ID] = id.split("/");
  const url = path.replace("{id}", first).replace(/\{\w+\}/, second);
  return server.api.request(method, url + query, { token, ...sent });
}

/** Everything that a caller can tell apart, but for what names the request itself. */
export function seen({ status, headers, text }: ApiResponse) {
  const told = Object.fromEntries(headers);
  delete told.date;
  return { status, headers: told, text: text.replace(/"requestId":"[^"]+"/, "") };
}
