import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SentAnswer, sentAnswers } from "../../src/server/http/answers/checked-answers.ts";
import type { Audited } from "../../src/server/http/requests/audited-routes.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { type Asked, callOn, seen } from "./calls.ts";
import { routeRules } from "./expectations.ts";
import { callers, type RouteRule, type Row, type Subject } from "./route-rules.ts";
import { openWorld, UNKNOWN_ID, type World } from "./world.ts";

let server: TestServer;
let world: World;
const call = (route: string, id: string, asked: Asked, token: string | undefined) =>
  callOn({ server, world }, route, { id, asked, token });
const sent: SentAnswer[] = [];
const listen = (answer: unknown) => void sent.push(answer as SentAnswer);
beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  world = await openWorld(server);
}, 60_000);
afterAll(() => server.close());

/** They make a challenge, which nobody reads; what they answer the library has made. */
const BEGINNINGS = ["/api/v1/me/passkeys/options", "/api/v1/auth/passkey/options"];
beforeAll(() => sentAnswers.subscribe(listen));
afterAll(() => {
  sentAnswers.unsubscribe(listen);
  const late = sent.filter(({ ready, url }) => !ready && !BEGINNINGS.includes(url));
  expect(sent.length).toBeGreaterThan(20);
  expect([...new Set(late.map(({ method, url }) => `${method} ${url}`))]).toEqual([]);
});

/** What each changing route says of the log of actions. */
let audited: Map<string, Audited>;
beforeAll(async () => {
  const { body } = await server.api.request("GET", "/openapi.json");
  audited = new Map(
    Object.entries<Record<string, { "x-audit"?: Audited }>>(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { "x-audit": audit }]): [string, Audited][] =>
        audit === undefined ? [] : [[`${method.toUpperCase()} ${path}`, audit]],
      ),
    ),
  );
});

const now = async () => (await server.sql<{ now: string }>("select clock_timestamp()::text as now"))[0]?.now;

async function entriesSince(moment: string | undefined): Promise<string[]> {
  const rows = await server.sql<{ action: string }>(
    "select action from audit_entries where at >= $1::timestamptz and result = 'done' and actor_kind <> 'system'",
    [moment],
  );
  return rows.map(({ action }) => action);
}

/** Something, and nothing but the actions that the route names; nothing at all where it says so. */
function expectLogged(route: string, entries: readonly string[]): void {
  const audit = audited.get(route);
  if (audit === undefined) throw new Error(`${route} says nothing of the log of actions`);
  if (typeof audit === "object" && "none" in audit) expect([route, ...entries]).toEqual([route]);
  else {
    const named = new Set([audit].flat() as string[]);
    expect([route, entries.filter((entry) => named.has(entry)).length > 0]).toEqual([route, true]);
    expect([route, ...entries.filter((entry) => !named.has(entry))]).toEqual([route]);
  }
}

/**
 * Whether a moderator or an administrator reads what a stranger does not: because that one is refused, or is answered
 * something else. An empty list shows nothing, what is one's own anybody may read, and a stream has a name of its own.
 */
function showsMore(route: string, caller: string, shown: Partial<Record<string, string>>): boolean {
  const text = shown[caller];
  if ((caller !== "moderator" && caller !== "admin") || text === undefined) return false;
  if (route.includes("/api/v1/me") || !/^\{(?!"items":\[\],)/.test(text)) return false;
  return text !== shown.stranger;
}

/** Every case of a rule: with its body, and with the other one. */
function casesOf(rule: RouteRule): [name: string, subject: Subject, row: Row, asked: Asked][] {
  const variants = [rule, ...(rule.also ? [rule.also] : [])];
  return variants.flatMap((variant, n) =>
    Object.entries(variant.on).map(([subject, row]): ReturnType<typeof casesOf>[number] => [
      n === 0 ? subject : `${subject}, otherwise`,
      subject as Subject,
      row,
      variant,
    ]),
  );
}

test("every route of the running server is in the table, and no other", async () => {
  const { body } = await server.api.request("GET", "/openapi.json");
  const routes = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(routeRules).sort()).toEqual(routes.sort());
});

test("each route with an id is tried on an unknown one, too", () => {
  for (const [route, rule] of Object.entries(routeRules)) {
    const tried = Object.keys(rule.on);
    expect([route, ...tried]).toContain(route.includes("{id}") ? "unknown" : "nothing");
    if (route.includes("{id}")) expect(tried.length, route).toBeGreaterThan(1);
  }
});

describe.each(Object.entries(routeRules))("%s", (route, rule) => {
  test.each(casesOf(rule))("by every kind of caller: %s", async (_name, subject, row, asked) => {
    const shared = await world.make(subject);
    const expected = row.split(" ").map(Number);
    const refused = callers.filter((_, n) => (expected[n] as number) >= 400);
    const allowed = callers.filter((caller) => !refused.includes(caller));
    // What is refused changes nothing: the first who may still can.
    const answers: Record<string, number> = {};
    for (const caller of refused) {
      const token = await world.token(caller, rule.ownAccount);
      const answer = await call(route, shared, asked, token);
      answers[caller] = answer.status;
      if (subject === "nothing") continue;
      // Who may not see it is told nothing that an unknown id would not be told.
      const unknown = await call(route, UNKNOWN_ID, asked, token);
      if ([401, 404, unknown.status].includes(answer.status))
        expect(seen(answer), `${caller}: as an unknown id`).toEqual(seen(unknown));
    }
    const reading = route.startsWith("GET ");
    const shown: Partial<Record<string, string>> = {};
    for (const [n, caller] of allowed.entries()) {
      const id = n === 0 || reading ? shared : await world.make(subject);
      const token = await world.token(caller, rule.ownAccount);
      const moment = await now();
      const answer = await call(route, id, asked, token);
      const { status } = answer;
      answers[caller] = status;
      shown[caller] = seen(answer).text;
      if (reading && showsMore(route, caller, shown)) expectLogged(route, await entriesSince(moment));
      const mayBeNothing = caller === "visitor" && rule.ownAccount !== undefined;
      if (!reading && status < 300 && !mayBeNothing) expectLogged(route, await entriesSince(moment));
    }
    expect(answers).toEqual(Object.fromEntries(callers.map((caller, n) => [caller, expected[n]])));
  });
});
