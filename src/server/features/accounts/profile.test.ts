import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missionInput } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import type { UserActor } from "../../core/actor.ts";
import { boundlessAttempts } from "../../http/limits/attempts.ts";
import { listeners } from "../../listeners.ts";
import { createEmit, type Listener } from "../../platform/events.ts";
import { createAccountService } from "./account-service.ts";
import { createPasswordHashing } from "./password-hashing.ts";
import { type Person, register } from "./testing/account-fixtures.ts";

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
  person = await register(server);
});
afterAll(() => server.close());

const read = () => server.api.get("/me", { token: person.token });
const change = (body: unknown, headers: Record<string, string> = {}) =>
  server.api.patch("/me", body, { token: person.token, headers });

describe("one's own account", () => {
  it("is read by its user alone, and kept by no cache", async () => {
    const mine = await read();
    expect(mine.body).toMatchObject({ id: person.id, partyId: person.partyId, email: person.email });
    expect(mine.headers.get("cache-control")).toBe("no-store");
    expect(mine.text).not.toContain("argon2");
    expect((await server.api.get("/me")).body.code).toBe("unauthenticated");
  });

  it("takes another name and language, exactly as they are typed", async () => {
    const displayName = "Éric «Le Carreleur» d'Aÿ <b>";
    const { status, body } = await change({ displayName, locale: "en" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ displayName, locale: "en" });
    expect((await read()).body).toEqual(body);
  });

  it("changes when If-Match names what it is, and not when somebody was faster", async () => {
    const seen = (await read()).headers.get("etag") ?? "";
    const first = await change({ displayName: "Premier" }, { "if-match": seen });
    expect(first.status).toBe(200);
    expect(first.headers.get("etag")).not.toBe(seen);
    const late = await change({ displayName: "Second" }, { "if-match": seen });
    expect(late.status).toBe(412);
    expect(late.body.code).toBe("precondition_failed");
    expect((await read()).body.displayName).toBe("Premier");
    expect((await change({ displayName: "Troisième" }, { "if-match": "*" })).status).toBe(200);
    expect((await change({ displayName: "Quatrième" }, { "if-match": '"deadbeef"' })).status).toBe(412);
  });

  it("lets one of ten changes from the same state win", async () => {
    const seen = (await read()).headers.get("etag") ?? "";
    const responses = await Promise.all(
      Array.from({ length: 10 }, (_, n) => change({ displayName: `Nom ${n}` }, { "if-match": seen })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  it.each([
    ["roles", () => ({ roles: ["admin"] }), "not_changeable"],
    ["the address", () => ({ email: "autre@exemple.fr" }), "not_changeable"],
    [
      "its confirmation",
      ({ emailVerified }: { emailVerified: boolean }) => ({ emailVerified: !emailVerified }),
      "not_changeable",
    ],
    ["the party", () => ({ partyId: "01900000-0000-7000-8000-000000000000" }), "not_changeable"],
    ["the password", () => ({ passwordHash: "x" }), "unknown_field"],
  ])("does not take %s this way", async (_, other, code) => {
    const before = await read();
    const response = await change(other(before.body));
    expect(response.status).toBe(400);
    expect(response.body.errors).toMatchObject([{ code }]);
    expect((await read()).text).toBe(before.text);
  });

  it("writes an audit entry for a change, and none for what stays", async () => {
    const entries = () =>
      server.sql<{ action: string }>("select action from audit_entries where actor_id = $1 order by at", [
        person.id,
      ]);
    await change({ displayName: "Avant" });
    const before = await entries();
    const { headers } = await read();
    expect((await change({})).headers.get("etag")).toBe(headers.get("etag"));
    expect((await change({ displayName: "Avant" })).status).toBe(200);
    expect(await entries()).toEqual(before);
    await change({ displayName: "Après" });
    expect(await entries()).toEqual([...before, { action: "account.update" }]);
  });
});

describe("a new name", () => {
  it("is what the public list shows above the missions that were published under the old one", async () => {
    const owner = await register(server);
    const { body } = await server.api.post("/missions", missionInput(), { token: owner.token });
    await server.api.patch("/me", { displayName: "Nouvelle enseigne" }, { token: owner.token });
    const { items } = (await server.api.get("/missions")).body;
    const card = items.find(({ id }: { id: string }) => id === body.id);
    expect(card.client).toEqual({ id: owner.partyId, displayName: "Nouvelle enseigne" });
  });

  const service = (onRenamed: Listener<"account.renamed">) =>
    createAccountService({
      ...server.resources,
      hashing: createPasswordHashing({ memoryKib: 8, passes: 1 }),
      emailVerification: "off",
      attempts: boundlessAttempts,
      refuseCommonPassword: async () => {},
      openSession: () => Promise.reject(new Error("nobody signs in here")),
      emit: createEmit({
        ...listeners({ currency: "EUR", recordSigner: null }),
        "account.renamed": [onRenamed],
      }),
    });
  const actor = (): UserActor => ({
    kind: "user",
    userId: person.id,
    partyId: person.partyId,
    partyRole: "owner",
    ownPartyId: person.partyId,
    sessionId: person.id,
    roles: new Set(["client"]),
    requestId: "test",
    address: null,
    userAgent: null,
    page: null,
    arrivedAt: performance.now(),
  });

  it("reaches its copies in the same transaction", async () => {
    const seen: unknown[] = [];
    const accounts = service(async (tx, _actor, { partyId }) => {
      const party = await tx
        .selectFrom("parties")
        .select("display_name")
        .where("id", "=", partyId)
        .executeTakeFirst();
      seen.push({ partyId, inside: party?.display_name, outside: (await read()).body.displayName });
    });
    await change({ displayName: "Ancien" });
    await accounts.changeProfile(actor(), { displayName: "Nouveau" }, null);
    await accounts.changeProfile(actor(), { locale: "fr" }, null);
    expect(seen).toEqual([{ partyId: person.partyId, inside: "Nouveau", outside: "Ancien" }]);
  });

  it("is not taken when its copies cannot be", async () => {
    await change({ displayName: "Ancien" });
    const accounts = service(() => Promise.reject(new Error("the copies are out of reach")));
    await expect(accounts.changeProfile(actor(), { displayName: "Perdu" }, null)).rejects.toThrow("copies");
    expect((await read()).body.displayName).toBe("Ancien");
  });
});
