import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Permission, permissionTable } from "../../src/server/core/permissions.ts";
import {
  actFor,
  found,
  member,
} from "../../src/server/features/organisations/testing/organisation-fixtures.ts";
import type { Person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { contactRules } from "./contact-rules.ts";
import { missionRules } from "./mission-rules.ts";
import { offerRules } from "./offer-rules.ts";
import { callers, type RouteRule, type Subject } from "./route-rules.ts";
import { openWorld, type World } from "./world.ts";

// The walk once more, with organisations in the place of the client and the provider: for each those who belong to it
// call. A manager may what a person may for itself; a member reads, and drafts.

const rules: [route: string, rule: RouteRule][] = Object.entries({
  ...missionRules,
  ...offerRules,
  ...contactRules,
}).filter(([route]) => /\/(missions|offers|me)\b/.test(route));
const sides = ["owner", "provider"] as const;
type Side = (typeof sides)[number];
const staff = ["manager", "member"] as const;

let server: TestServer;
let world: World;
let asked: Map<string, Permission | undefined>;
const people = new Map<string, Person>();

beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  let side = 0;
  world = await openWorld(server, async (someone) => {
    const party = await found(someone, { displayName: `Atelier ${sides[side]}` });
    for (const role of staff) {
      const colleague = await member(server, party, role);
      const { userId } = someone;
      await server.sql("update users set roles = (select roles from users where id = $2) where id = $1", [
        colleague.userId,
        userId,
      ]);
      people.set(`${sides[side]} ${role}`, colleague);
    }
    side += 1;
    return speakingFor(someone, party);
  });
  const { body } = await server.api.request("GET", "/openapi.json");
  asked = new Map(
    Object.entries<Record<string, { "x-permission"?: Permission }>>(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Permission | undefined] => [
        `${method.toUpperCase()} ${path}`,
        operation["x-permission"],
      ]),
    ),
  );
}, 60_000);
afterAll(() => server.close());

function speakingFor(someone: Person, partyId: string): Person {
  const act = actFor(partyId);
  return {
    ...someone,
    partyId,
    get: (path, options) => someone.get(path, { ...act, ...options }),
    post: (path, body, options) => someone.post(path, body, { ...act, ...options }),
    patch: (path, body, options) => someone.patch(path, body, { ...act, ...options }),
    put: (path, body, options) => someone.put(path, body, { ...act, ...options }),
  };
}

/** Whether a member may not, where who acts for itself may: the route's permission, but for drafts. */
function isForManagers(route: string, subject: Subject): boolean {
  if (route === "POST /api/v1/missions") return true; // The body of the rule publishes.
  const drafting = [
    "PATCH /api/v1/missions/{id}",
    "POST /api/v1/missions/{id}/addenda",
    "PUT /api/v1/missions/{id}/work-address",
  ];
  if (subject === "draft mission" && drafting.includes(route)) return false;
  const permission = asked.get(route);
  const inParty: readonly string[] | undefined =
    permission === undefined
      ? undefined
      : (permissionTable[permission] as { inParty?: readonly string[] }).inParty;
  return inParty !== undefined && !inParty.includes("member");
}

function call(
  route: string,
  id: string,
  { body, query = "" }: Pick<RouteRule, "body" | "query">,
  side: Side,
  by: Person,
) {
  const [method = "", path = ""] = route.split(" ");
  return server.api.request(method, path.replace("{id}", id) + query, {
    token: by.token,
    ...actFor(world.person(side).partyId),
    ...(body === undefined ? {} : { body: body(world.person("stranger")) }),
  });
}

describe.each(rules)("%s", (route, rule) => {
  const cases = Object.entries(rule.on).filter(([subject]) => subject !== "unknown") as [Subject, string][];
  test.each(cases)("for an organisation: %s", async (subject, row) => {
    const statuses = row.split(" ").map(Number);
    let shared = await world.make(subject);
    const answers: Record<string, number> = {};
    const expected: Record<string, number> = {};
    // What is refused changes nothing: members first.
    for (const role of [...staff].reverse())
      for (const side of sides) {
        const own = statuses[callers.indexOf(side)] as number;
        const kept = role === "member" && own !== 404 && isForManagers(route, subject);
        const name = `${side} ${role}`;
        expected[name] = kept ? 403 : own;
        answers[name] = (await call(route, shared, rule, side, people.get(name) as Person)).status;
        if (answers[name] < 300 && !route.startsWith("GET ")) shared = await world.make(subject);
      }
    expect(answers).toEqual(expected);
  });
});
