import type { Operation } from "../../fuzz/operations.ts";
import type { Schema } from "../../fuzz/schema-values.ts";
import type { RouteRule } from "../route-rules.ts";
import type { Marks } from "./marks.ts";

/** A request with a secret where none belongs, or where one does. */
export interface MarkedRequest {
  /** In place of the route's own; `{id}` is filled in by whoever sends it. */
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Without the caller's own token: another stands in `headers`, or none. */
  readonly anonymous?: boolean;
}

type Json = Record<string, unknown>;
type Path = readonly string[];

/** Every header that people send secrets in, by mistake or rightly; marked anew for each request. */
export function usualHeaders(marks: Marks, as: string): Record<string, string> {
  const mark = (name: string) => marks.make(`${as}, header ${name}`);
  return {
    cookie: `swideal_refresh=${mark("cookie")}; session=${mark("cookie")}`,
    "idempotency-key": mark("idempotency-key"),
    "x-request-id": mark("x-request-id"),
    "x-api-key": mark("x-api-key"),
    referer: `https://example.org/?token=${mark("referer")}`,
    traceparent: mark("traceparent"),
  };
}

/** All that is sent to one route: in its fields, in fields that it has not, in its path, its query and its headers. */
export function markedRequests(
  operation: Operation,
  rule: Pick<RouteRule, "body" | "query">,
  body: Json | undefined,
  { marks, resolve }: { readonly marks: Marks; readonly resolve: (ref: string) => Schema },
): MarkedRequest[] {
  const route = `${operation.method} ${operation.template}`;
  const mark = (where: string) => marks.make(`${route} ${where}`);
  const query = rule.query ?? "";
  return [
    ...markedBodies(operation, body, mark, resolve).map((text) => ({ query, body: text })),
    ...markedAddresses(operation, query, mark),
    ...markedHeaders(mark).map((one) => ({ ...one, query })),
    ...markedTypes(mark).map((headers) => ({ headers, query, body: JSON.stringify(body ?? {}) })),
  ];
}

function markedBodies(
  { body: schema }: Operation,
  usual: Json | undefined,
  mark: (where: string) => string,
  resolve: (ref: string) => Schema,
): string[] {
  const base = usual ?? {};
  const made = (path: Path, value: unknown) => JSON.stringify(withAt(base, path, value));
  const at = (path: Path) => `/${path.join("/")}`;
  const typed = textsOf(base).map(([path, text]) => made(path, `${text} ${mark(at(path))}`));
  const declared = declaredPaths(schema, resolve);
  return [
    ...typed,
    ...declared.map((path) => made(path, mark(at(path)))),
    ...declared
      .filter(({ length }) => length === 1)
      .map((path) => made(path, { token: mark(`${at(path)}/token`), list: [mark(`${at(path)}/list`)] })),
    made(["secret"], { password: mark("/secret/password"), deep: [{ token: mark("/secret/deep") }] }),
    ...objectsOf(base).map((path) => made([...path, "secret"], mark(`${at(path)}/secret`))),
    `{"password":"${mark("cut off")}"`,
    mark("no JSON"),
  ];
}

function markedAddresses(
  { method, template, parameters }: Operation,
  query: string,
  mark: (where: string) => string,
): MarkedRequest[] {
  const search = (name: string) => {
    const pairs = new URLSearchParams(query);
    pairs.set(name, mark(`?${name}`));
    return `?${pairs}`;
  };
  const declared = parameters.filter((one) => one.in === "query").map(({ name }) => name);
  const names = [...(method === "GET" ? declared : []), "token", "password"];
  const inPath = template.includes("{")
    ? [{ path: template.replace(/\{\w+\}/g, () => mark("path")), query }]
    : [];
  return [
    ...names.map((name) => ({ query: search(name) })),
    ...inPath,
    { path: `${template}/${mark("path, behind")}`, query },
    { path: `${template}/%zz${mark("path, undecodable")}`, query },
  ];
}

/** One request each, since they are refused for it, or read in another way; without a body, so that little is taken in. */
function markedHeaders(mark: (where: string) => string): MarkedRequest[] {
  const one = (name: string, value: (marked: string) => string = (marked) => marked): MarkedRequest => ({
    headers: { [name]: value(mark(`header ${name}`)) },
  });
  return [
    { ...one("authorization", (marked) => `Bearer ${marked}`), anonymous: true },
    {
      ...one("authorization", (marked) => `Basic ${Buffer.from(`u:${marked}`).toString("base64")} ${marked}`),
      anonymous: true,
    },
    one("swideal-party"),
    one("if-match", (marked) => `"${marked}"`),
    one("if-none-match", (marked) => `"${marked}"`),
    one("accept-language"),
    one("accept"),
    one("origin", (marked) => `https://${marked}.example`),
    one("x-swideal-inner"),
  ];
}

const markedTypes = (mark: (where: string) => string): Record<string, string>[] =>
  ["application/json; charset=", "multipart/form-data; boundary=", "text/"].map((type) => ({
    "content-type": type + mark("header content-type"),
  }));

/** The texts of a body, and where they stand. */
function textsOf(value: unknown, path: Path = []): [Path, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

/** The objects within a body. */
function objectsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => objectsOf(one, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

const DEEP = 3;

/** Every field that a route's description names, those within fields too. */
function declaredPaths(schema: Schema | undefined, resolve: (ref: string) => Schema, depth = 0): Path[] {
  if (schema === undefined || depth > DEEP) return [];
  if (schema.$ref !== undefined) return declaredPaths(resolve(schema.$ref), resolve, depth);
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, one]): Path[] => [
    [name],
    ...declaredPaths(one, resolve, depth + 1).map((rest) => [name, ...rest]),
  ]);
  return [...fields, ...branches.flatMap((one) => declaredPaths(one, resolve, depth))];
}

/** A copy with this value there, objects made on the way where there are none. */
function withAt(body: Json, [key = "", ...rest]: Path, value: unknown): Json {
  const copy = (Array.isArray(body) ? [...body] : { ...body }) as Json;
  const inner = copy[key];
  const within = typeof inner === "object" && inner !== null ? (inner as Json) : {};
  copy[key] = rest.length === 0 ? value : withAt(within, rest, value);
  return copy;
}
