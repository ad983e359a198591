import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { routeRules } from "./expectations.ts";
import { UNKNOWN_ID } from "./world.ts";

let server: TestServer;
let someone: Person;
beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  someone = await person(server);
});
afterAll(() => server.close());

/** What a caller might hope to set. */
const hoped: Record<string, unknown> = {
  id: UNKNOWN_ID,
  role: "admin",
  roles: ["admin"],
  isAdmin: true,
  permissions: ["users:read"],
  userId: UNKNOWN_ID,
  partyId: UNKNOWN_ID,
  ownerId: UNKNOWN_ID,
  clientPartyId: UNKNOWN_ID,
  providerPartyId: UNKNOWN_ID,
  status: "completed",
  version: 7,
  emailVerified: true,
  email_verified_at: "2026-01-01T00:00:00.000Z",
  suspendedAt: null,
  passwordHash: "x",
  qualityScore: 100,
  offerCount: 99,
  bestOfferCents: 100,
  bidderNumber: 1,
  publishedAt: "2026-01-01T00:00:00.000Z",
  createdAt: "2026-01-01T00:00:00.000Z",
  toString: "x",
  hasOwnProperty: true,
};

const writes = Object.entries(routeRules).filter(([route]) => !route.startsWith("GET "));

describe.each(writes)("%s", (route, rule) => {
  const [method = "", path = ""] = route.split(" ");
  const send = (raw: string) =>
    server.api.request(method, path.replace(/\{\w+\}/g, UNKNOWN_ID), {
      token: someone.token,
      raw,
      headers: { "content-type": "application/json" },
    });

  test("refuses each field that is not its own, by name", async () => {
    const valid = rule.body?.(someone) ?? {};
    for (const [field, value] of Object.entries(hoped)) {
      const known = { ...rule.also?.body?.(someone), ...valid, ...own[route] };
      if (Object.hasOwn(known, field) || readOnly.get(route)?.has(field)) continue;
      const { status, body, text } = await send(JSON.stringify({ ...valid, [field]: value }));
      expect([field, status, body?.code], text).toEqual([field, 400, "unknown_field"]);
      expect(body.errors).toEqual([expect.objectContaining({ path: `/${field}` })]);
    }
  });

  test("refuses what reaches for a prototype, and every object stays as it was", async () => {
    const valid = JSON.stringify(rule.body?.(someone) ?? {}).slice(0, -1);
    const comma = valid === "{" ? "" : ",";
    for (const attempt of [
      '"__proto__":{"isAdmin":true}',
      '"\\u005f_proto__":{"isAdmin":true}',
      '"constructor":{"prototype":{"isAdmin":true}}',
      '"prototype":{"isAdmin":true}',
    ]) {
      const { status, body } = await send(`${valid}${comma}${attempt}}`);
      expect([attempt, status]).toEqual([attempt, 400]);
      expect(["malformed_json", "unknown_field"]).toContain(body.code);
    }
    // The server runs in this very process.
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

/** Fields that may come back as they were read, and then set nothing: see written-back.test.ts. */
const readOnly = new Map<string, ReadonlySet<string>>();
beforeAll(async () => {
  const { body: document } = await server.api.request("GET", "/openapi.json");
  for (const [path, methods] of Object.entries<Record<string, never>>(document.paths))
    for (const [method, operation] of Object.entries<ApiOperation>(methods)) {
      const named = operation.requestBody?.content["application/json"]?.schema;
      const schema = named?.$ref
        ? document.components.schemas[named.$ref.split("/").at(-1) as string]
        : named;
      const fields = Object.entries<{ readOnly?: boolean }>(schema?.properties ?? {});
      const names = fields.filter(([, field]) => field.readOnly).map(([name]) => name);
      readOnly.set(`${method.toUpperCase()} ${path}`, new Set(names));
    }
});
interface ApiOperation {
  readonly requestBody?: {
    readonly content: Record<string, { schema: { $ref?: string; properties?: Record<string, never> } }>;
  };
}

/** Fields that a route has and the smallest body lacks. */
const own: Record<string, Record<string, unknown>> = {
  "POST /api/v1/auth/register": { roles: [] },
};

test("fields within fields are no door either", async () => {
  const mission = routeRules["POST /api/v1/missions"]?.body?.(someone) ?? {};
  for (const [path, change] of [
    ["/budget/currency", { budget: { valueCents: 5_000, currency: "USD" } }],
    ["/location", { location: { inseeCode: "69123", commune: "Lyon" } }],
  ] as const) {
    const { status, body } = await someone.post("/missions", { ...mission, ...change });
    expect([status, body.errors[0].path.startsWith(path)]).toEqual([400, true]);
  }
  const staff = {
    email: "nouvelle@example.org",
    password: "une phrase de passe assez longue",
    displayName: "N",
  };
  for (const role of ["moderator", "admin"]) {
    const { status, body } = await server.api.post("/auth/register", { ...staff, roles: ["client", role] });
    expect([status, body.errors[0].path]).toEqual([400, "/roles/1"]);
  }
  const { body: account } = await someone.get("/me");
  expect(account.roles).toEqual(["client", "provider"]);
  expect(await server.sql("select 1 from users where 'admin' = any(roles)")).toEqual([]);
});
