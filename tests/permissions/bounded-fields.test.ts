import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document, walked by name
type Schema = any;

let server: TestServer;
let document: Schema;
beforeAll(async () => {
  server = await startTestServer();
  document = (await server.api.request("GET", "/openapi.json")).body;
});
afterAll(() => server.close());

/** Formats whose texts have a length of their own. */
const MEASURED = ["uuid", "date-time"];

/** What of a schema lets anything through: a text without an end, a number without bounds, an object without its fields. */
function unbounded(schema: Schema, where: string): string[] {
  // What was read and is sent back is compared or passed over, and never kept.
  if (schema.readOnly === true) return [];
  if (schema.$ref !== undefined)
    return unbounded(document.components.schemas[schema.$ref.split("/").at(-1)], where);
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (branches.length > 0) return branches.flatMap((one: Schema) => unbounded(one, where));
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  const { type } = schema;
  if (type === "boolean" || type === "null") return [];
  if (type === "string") {
    const measured = schema.pattern !== undefined && !/[+*]|\{\d+,\}/.test(schema.pattern);
    const bounded = schema.maxLength !== undefined || measured || MEASURED.includes(schema.format);
    return bounded ? [] : [`${where}: a text without an end`];
  }
  if (type === "integer" || type === "number") {
    const [min, max] = [schema.minimum ?? schema.exclusiveMinimum, schema.maximum ?? schema.exclusiveMaximum];
    // What stands there of itself, the greatest number that can be written down, is no bound.
    const bounded = min !== undefined && max < Number.MAX_SAFE_INTEGER;
    return bounded ? [] : [`${where}: a number without bounds`];
  }
  if (type === "array") {
    const items = unbounded(schema.items, `${where}/*`);
    return schema.maxItems === undefined ? [`${where}: a list without an end`, ...items] : items;
  }
  if (type === "object") {
    // What WebAuthn credentials carry besides is not looked at, see passkey-contract.ts.
    const open = schema.additionalProperties !== false && !/\/credential(\/|$)/.test(where);
    const fields = Object.entries<Schema>(schema.properties ?? {});
    const inside = fields.flatMap(([name, field]) => unbounded(field, `${where}/${name}`));
    return open ? [`${where}: fields without a list`, ...inside] : inside;
  }
  return [`${where}: anything`];
}

test("every field of every body, and every parameter, says what it may be and how much of it", () => {
  const found: string[] = [];
  let bodies = 0;
  for (const [path, methods] of Object.entries<Schema>(document.paths))
    for (const [method, operation] of Object.entries<Schema>(methods)) {
      const where = `${method.toUpperCase()} ${path}`;
      const body = operation.requestBody?.content["application/json"].schema;
      if (body !== undefined) {
        bodies++;
        found.push(...unbounded(body, where));
      }
      for (const { name, schema } of operation.parameters ?? [])
        found.push(...unbounded(schema, `${where}?${name}`));
    }
  expect(bodies).toBeGreaterThan(25);
  expect(found).toEqual([]);
});

test("what is looked for is found where it stands", () => {
  const loose = {
    type: "object",
    properties: {
      text: { type: "string", pattern: "^[a-z]+$" },
      list: { type: "array", items: { type: "integer", minimum: 0 } },
      either: { anyOf: [{ type: "null" }, { type: "object", properties: {} }] },
      whatever: {},
    },
  };
  expect(unbounded(loose, "")).toEqual([
    ": fields without a list",
    "/text: a text without an end",
    "/list: a list without an end",
    "/list/*: a number without bounds",
    "/either: fields without a list",
    "/whatever: anything",
  ]);
});
