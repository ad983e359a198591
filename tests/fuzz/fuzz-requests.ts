import fc from "fast-check";
import { bodyOf } from "./fuzz-bodies.ts";
import { hostileEncoded, hostileString, rarely } from "./hostile-values.ts";
import type { Operation } from "./operations.ts";
import { type Options, valuesOf } from "./schema-values.ts";

export const CALLERS = ["visitor", "client", "provider", "stranger", "moderator", "admin", "forger"] as const;
export type Caller = (typeof CALLERS)[number];

/** Those to whom most of what requests name belongs. */
const OFTEN: readonly Caller[] = [
  "client",
  "client",
  "client",
  "client",
  "provider",
  "provider",
  "provider",
  "admin",
];

/** A value of the running server, chosen when the request is sent: the n-th known id, cursor or ETag. */
export interface Pick {
  readonly pick: number;
}
export type Piece = string | Pick;

export interface FuzzRequest {
  readonly caller: Caller;
  readonly method: string;
  readonly path: Readonly<Record<string, Piece>>;
  readonly query: readonly (readonly [string, Piece])[];
  readonly headers: Readonly<Record<string, Piece>>;
  readonly body: Buffer | undefined;
}

/** Costly for whoever takes a header apart by a careless pattern. */
const BLANKS = `gzip${" ".repeat(7_000)}x`;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY"];

const pick: fc.Arbitrary<Piece> = fc.nat({ max: 10_000 }).map((n) => ({ pick: n }));

export function fuzzRequests(operation: Operation, schemas: Omit<Options, "outOfBounds">) {
  return fc.record<FuzzRequest>({
    caller: fc.constantFrom(...CALLERS, ...OFTEN),
    method: rarely(fc.constantFrom(...METHODS), operation.method, 4),
    path: pathOf(operation),
    query: queryOf(operation, schemas),
    headers: headersOf(operation),
    body: bodyOf(operation, schemas),
  });
}

function pathOf({ parameters, template }: Operation): fc.Arbitrary<Record<string, Piece>> {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const known = parameters.filter((one) => one.in === "path").map(({ name }) => name);
  const piece = rarely<Piece>(fc.oneof(fc.uuid({ version: 7 }), fc.uuid(), hostileEncoded), pick, 15);
  return fc.record(Object.fromEntries([...new Set([...names, ...known])].map((name) => [name, piece])));
}

function queryOf(
  { parameters, method }: Operation,
  schemas: Omit<Options, "outOfBounds">,
): fc.Arbitrary<(readonly [string, Piece])[]> {
  const declared = parameters.filter((one) => one.in === "query");
  const valid = declared.map(({ name, required, schema }) => {
    const value: fc.Arbitrary<Piece> =
      name === "cursor"
        ? pick
        : valuesOf(schema, { ...schemas, outOfBounds: 3 }, name).map((one) => encode(String(one)));
    const pair = rarely(hostileEncoded, value, 5).map((piece) => [name, piece] as const);
    return required ? pair : rarely(pair, undefined, name === "cursor" ? 10 : 30);
  });
  const names = declared.length > 0 ? declared.map(({ name }) => name) : ["q", "id", "limit"];
  const oddName = fc.constantFrom(
    ...names,
    ...names.map((name) => `${name}[]`),
    ...names.map((name) => `${name}[__proto__]`),
    ...names.map((name) => name.toUpperCase()),
    "__proto__",
    "__proto__[polluted]",
    "constructor[prototype][polluted]",
    "_method",
    "%00",
    "%zz",
    "",
    "=",
    "&&",
  );
  const odd = fc.array(fc.tuple(oddName, hostileEncoded), { minLength: 1, maxLength: 4 });
  return fc
    .tuple(fc.tuple(...valid), rarely(odd, [], method === "GET" ? 15 : 3))
    .map(([pairs, oddities]) => [...pairs.filter((pair) => pair !== undefined), ...oddities]);
}

const encode = (text: string) => encodeURIComponent(text.toWellFormed());

function headersOf({ body }: Operation): fc.Arbitrary<Record<string, Piece>> {
  const usual: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const odd: Record<string, fc.Arbitrary<Piece>> = {
    "accept-language": fc.constantFrom(
      "en",
      "*",
      "en;q=",
      "q=1,,;;",
      `${"fr,".repeat(500)}en`,
      "fr;q=NaN;q=1",
      "",
    ),
    accept: fc.constantFrom(
      "*/*",
      "text/html",
      "application/xml;q=0.9,*/*;q=0",
      "garbage",
      BLANKS,
      ";;;",
      "a/".repeat(900),
    ),
    "accept-encoding": fc.constantFrom(
      "gzip",
      "br;q=1, *;q=0",
      "identity;q=0",
      "x".repeat(2_000),
      "gzip;q=9e9",
      BLANKS,
    ),
    "if-match": fc.oneof(
      pick,
      fc.constantFrom("*", '"1"', "1", 'W/"1"', '"', '"a","b",', '"1.1"', '""'.repeat(999)),
    ),
    "if-none-match": fc.oneof(pick, fc.constantFrom("*", '"x"', 'W/"x"', '"'.repeat(3_000), ",,,,")),
    "idempotency-key": fc.oneof(
      fc.constantFrom("a", "b", "key-1", "k".repeat(255), "k".repeat(256), "with space", "é", "'; --"),
      fc.uuid(),
    ),
    "content-type": fc.constantFrom(
      "application/json; charset=utf-8",
      "application/json; charset=iso-8859-1",
      "application/json; charset=utf-16",
      "application/json;charset",
      "APPLICATION/JSON",
      "application/merge-patch+json",
      "application/problem+json",
      "text/plain",
      "text/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json, text/plain",
      "json",
      "",
      `application/json; ${"a=b;".repeat(500)}`,
    ),
    "content-encoding": fc.constantFrom("gzip", "br", "identity", "deflate, gzip", "x"),
    range: fc.constantFrom(
      "bytes=0-1",
      "bytes=0-,0-,0-,0-",
      "bytes=9-1",
      "items=0-5",
      `bytes=${"0-,".repeat(900)}`,
    ),
    expect: fc.constantFrom("100-continue", "200-ok", ""),
    origin: fc.constantFrom("null", "https://evil.example", "http://localhost", "://", "file://"),
    "sec-fetch-site": fc.constantFrom("cross-site", "same-origin", "none", "odd"),
    referer: fc.constantFrom("https://evil.example/", "not a url", "\u00ff"),
    cookie: fc.constantFrom(
      "a=b",
      "=;=;=",
      "swideal_refresh=x",
      "__Secure-refresh=%zz",
      `a=${"b".repeat(3_000)}`,
    ),
    "x-http-method-override": fc.constantFrom("DELETE", "GET", "PATCH", "TRACE"),
    "x-forwarded-for": fc.constantFrom("127.0.0.1", "::1, 10.0.0.1", "unknown", "'", "999.999.999.999"),
    "x-forwarded-host": fc.constantFrom("evil.example", "localhost:1", "a b"),
    "x-request-id": hostileString.map((text) => text.replace(/[^\x21-\x7e]/g, "?").slice(0, 500)),
    traceparent: fc.constantFrom("00-0-0-0", `00-${"0".repeat(32)}-${"0".repeat(16)}-00`, "ff"),
    "transfer-encoding": fc.constant("chunked"),
    prefer: fc.constantFrom("return=minimal", "respond-async, wait=1"),
  };
  const chosen = fc
    .subarray(Object.keys(odd), { minLength: 1, maxLength: 3 })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, odd[name] as fc.Arbitrary<Piece>]))),
    );
  return rarely<Record<string, Piece>>(chosen, {}, 30).map((oddities) => ({ ...usual, ...oddities }));
}
