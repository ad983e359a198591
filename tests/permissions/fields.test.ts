import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offerInput, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { routeRules } from "./expectations.ts";
import { type Caller, callers, type Subject } from "./route-rules.ts";
import { openWorld, type World } from "./world.ts";

/** Each route that reads, as each caller, on each kind of thing. */
const MANY_READS_MS = 300_000;

let server: TestServer;
let world: World;
beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  world = await openWorld(server);
}, 60_000);
afterAll(() => server.close());

const signedIn = callers.filter((caller) => caller !== "visitor");
const read = async (caller: Caller, path: string) =>
  server.api.get(path, { token: await world.token(caller, undefined) });
/** Which callers find this field in the answer. */
async function whoFinds(path: string, field: string, who: readonly Caller[] = callers): Promise<Caller[]> {
  const found: Caller[] = [];
  for (const caller of who) {
    const { status, body } = await read(caller, path);
    if (status === 200 && body[field] !== undefined) found.push(caller);
  }
  return found;
}

describe("a mission", () => {
  test("tells its client alone what would raise its score", async () => {
    const id = await world.make("published mission");
    expect(await whoFinds(`/missions/${id}`, "qualityHints")).toEqual(["owner"]);
    for (const caller of callers) {
      const { text } = await read(caller, "/missions?sort=newest&limit=100");
      expect(text, caller).not.toContain("qualityHints");
    }
    const { body } = await read("owner", "/me/missions");
    expect(body.items[0].qualityHints).toBeDefined();
  });

  test("tells its client and moderators alone what it was before it was hidden", async () => {
    const id = await world.make("hidden mission");
    expect(await whoFinds(`/missions/${id}`, "hiddenFrom")).toEqual(["owner", "moderator", "admin"]);
  });

  test("shows everybody the same fields of its client: a name and an id", async () => {
    const id = await world.make("published mission");
    for (const caller of callers) {
      const { body } = await read(caller, `/missions/${id}`);
      expect(Object.keys(body.client).sort(), caller).toEqual(["displayName", "id"]);
    }
  });
});

describe("an offer", () => {
  /** The fields of the provider's offer that a caller is told, those left out as null aside. */
  async function told(caller: Caller, missionId: string, offerId: string): Promise<string[]> {
    const { body } = await read(caller, `/missions/${missionId}/offers`);
    const offer = body.items.find(({ id }: { id: string }) => id === offerId) ?? {};
    return ["priceCents", "durationDays", "message", "provider"].filter(
      (field) => (offer[field] ?? null) !== null,
    );
  }
  const missionOf = async (offerId: string): Promise<string> =>
    (await server.sql<{ id: string }>("select mission_id as id from offers where id = $1", [offerId]))[0]
      ?.id as string;

  test("in an open auction tells its price to all, its provider, words and days to the two parties", async () => {
    const offer = await world.make("open offer");
    const mission = await missionOf(offer);
    const everything = ["priceCents", "durationDays", "message", "provider"];
    for (const caller of signedIn) {
      const party = caller === "owner" || caller === "provider";
      expect([caller, await told(caller, mission, offer)]).toEqual([
        caller,
        party ? everything : ["priceCents"],
      ]);
    }
  });

  test("in a sealed auction tells its provider alone, before the deadline not even the client", async () => {
    const offer = await world.make("sealed offer");
    const mission = await missionOf(offer);
    for (const caller of signedIn)
      expect([caller, (await told(caller, mission, offer)).length]).toEqual([
        caller,
        caller === "provider" ? 4 : 0,
      ]);
    for (const caller of callers) {
      const { body } = await read(caller, `/missions/${mission}`);
      expect([caller, body.bestOfferCents, body.offerCount]).toEqual([caller, null, 1]);
    }
    await server.sql("update missions set deadline = now() - interval '1 s', due_at = now() where id = $1", [
      mission,
    ]);
    for (const caller of signedIn) {
      const party = caller === "owner" || caller === "provider";
      expect([caller, (await told(caller, mission, offer)).length]).toEqual([caller, party ? 4 : 0]);
    }
  });

  test("that was withdrawn is told to its provider alone", async () => {
    const offer = await world.make("withdrawn offer");
    const mission = await missionOf(offer);
    for (const caller of signedIn)
      expect([caller, (await told(caller, mission, offer)).length]).toEqual([
        caller,
        caller === "provider" ? 4 : 0,
      ]);
  });
});

describe("an account", () => {
  const OWN = ["createdAt", "displayName", "email", "emailVerified", "id", "locale", "partyId", "roles"];
  const MANAGED = ["createdAt", "displayName", "email", "id", "partyId", "roles", "suspendedAt"];

  test("is told to its owner and to those who look after accounts, each in the fields they need", async () => {
    for (const caller of signedIn) {
      const { body } = await read(caller, "/me");
      expect(Object.keys(body).sort()).toEqual(OWN);
      expect(body.id).toBe(world.person(caller as "owner").userId);
    }
    for (const caller of ["moderator", "admin"] as const) {
      const { body } = await read(caller, "/admin/users?limit=100");
      for (const user of body.items) expect(Object.keys(user).sort()).toEqual(MANAGED);
    }
  });

  test("its address stands in no answer to anybody else: on every route that reads, on every kind of thing", {
    timeout: MANY_READS_MS,
  }, async () => {
    const addresses = (await server.sql<{ email: string }>("select email from users")).map(
      ({ email }) => email,
    );
    const looked = new Set<string>();
    for (const [route, rule] of Object.entries(routeRules)) {
      const [method, path = ""] = route.split(" ");
      if (method !== "GET" || !path.startsWith("/api/v1/")) continue;
      for (const subject of Object.keys(rule.on) as Subject[]) {
        const url =
          path.replace("/api/v1", "").replace("{id}", await world.make(subject)) + (rule.query ?? "");
        for (const caller of callers) {
          const { text } = await read(caller, url);
          looked.add(route);
          const may = route === "GET /api/v1/admin/users" && (caller === "moderator" || caller === "admin");
          const own = caller === "visitor" ? null : world.person(caller).email;
          const others = addresses.filter((email) => email !== own && text.includes(email));
          if (!may) expect([caller, url, others]).toEqual([caller, url, []]);
          expect(text, "no hash, no secret").not.toMatch(
            /\$argon2|"[^"]*(password|secret|token|hash)[^"]*":/i,
          );
        }
      }
    }
    expect(looked.size).toBeGreaterThan(12);
  });
});

test("what others write in their names and offers reaches nobody whom it was not meant for", async () => {
  const mark = "repère-7f3a";
  const bidder: Person = await person(server, "Prestataire discret", ["provider"]);
  const offer = await world.make("sealed offer");
  const [{ mission }] = (await server.sql<{ mission: string }>(
    "select mission_id as mission from offers where id = $1",
    [offer],
  )) as [{ mission: string }];
  await bidder.post(`/missions/${mission}/offers`, offerInput(123_457, { message: `Message ${mark}` }));
  for (const caller of callers) {
    for (const path of [
      `/missions/${mission}`,
      `/missions/${mission}/offers`,
      "/me/offers",
      "/me/missions",
    ]) {
      const { text } = await read(caller, path);
      expect([caller, path, text.includes(mark), text.includes("123457")]).toEqual([
        caller,
        path,
        false,
        false,
      ]);
      expect(text).not.toContain("Prestataire discret");
    }
  }
});
