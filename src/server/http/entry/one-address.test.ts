import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, moderator, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { oneAddress } from "./one-address.ts";

let server: TestServer;
let someone: Person;
beforeAll(async () => {
  server = await startTestServer();
  someone = await person(server);
});
afterAll(() => server.close());

/** Capitals, and one letter percent-encoded: other ways to write the same id. */
const spellings = (id: string) => [
  id.toUpperCase(),
  id.replace(/[a-f]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  id.replace(/[a-f]/, (letter) => `%${letter.toUpperCase().charCodeAt(0).toString(16)}`),
];

describe("an id in another spelling is the same one:", () => {
  test("what is hidden is gone from every address at once", async () => {
    const staff = await moderator(server);
    const { id } = (await someone.post("/missions", missionInput())).body;
    const read = () => Promise.all([id, ...spellings(id)].map((one) => server.api.get(`/missions/${one}`)));
    for (const { status, text, headers } of await read())
      expect([status, JSON.parse(text).id, headers.get("etag")]).toEqual([200, id, expect.any(String)]);
    // Kept by now, and answered from there.
    expect((await read()).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await staff.post(`/admin/missions/${id.toUpperCase()}/hide`, { reason: "À vérifier." });
    expect((await read()).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  test("in the path, the body and the query, for accounts and for whom one acts", async () => {
    const staff = await moderator(server);
    const { id } = (await someone.post("/missions", missionInput())).body;
    const upper = id.toUpperCase();
    const report = { category: "fraud", text: "Annonce copiée d’ailleurs.", goodFaith: true };
    expect(
      (await someone.post("/reports", { ...report, subject: { type: "mission", id: upper } })).status,
    ).toBe(201);
    await staff.post(`/admin/missions/${id}/hide`, { reason: "À vérifier." });
    expect((await someone.get(`/me/restrictions?missionId=${upper}`)).body.items).toHaveLength(1);
    const change = { suspended: true, reason: "Fraude." };
    const user = await person(server);
    expect((await staff.patch(`/admin/users/${user.userId.toUpperCase()}`, change)).status).toBe(200);
    expect((await staff.patch(`/admin/users/${staff.userId.toUpperCase()}`, change)).status).toBe(403);
    const own = { headers: { "swideal-party": someone.partyId.toUpperCase() } };
    expect((await someone.get("/me/missions", own)).body.items).toHaveLength(2);
  });

  test("under an idempotency key", async () => {
    const { id } = (await someone.post("/missions", missionInput({ publish: false }))).body;
    const publish = (of: string, headers = {}) =>
      someone.post(`/missions/${of}/publish`, undefined, {
        headers: { "idempotency-key": "publier", ...headers },
      });
    const first = await publish(id);
    for (const one of spellings(id)) expect((await publish(one)).text).toBe(first.text);
    const acting = await publish(id, { "swideal-party": someone.partyId.toUpperCase() });
    expect([first.status, acting.text]).toEqual([200, first.text]);
  });
});

test("nothing else of an address is another", () => {
  for (const target of [
    ...[
      "*",
      "/",
      "/fr?ID=0190AAAA-0000-7000-8000-00000000000A",
      "/villes/Saint-%C3%89tienne%2F69",
      "/A%2Fb%3fc",
    ],
    ...["/%2541", "/x0190AAAA-0000-7000-8000-00000000000A", "/%E0%A4%A", "/%"],
  ])
    expect(oneAddress(target)).toBe(target);
  const piece = fc.oneof(fc.uuid(), fc.string({ maxLength: 12 }), fc.constantFrom("%41", "%2d", "%2f", "%"));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), fc.boolean(), (pieces, upper) => {
      const target = `/${pieces.map((one) => (upper ? one.toUpperCase() : one)).join("/")}`;
      const once = oneAddress(target);
      expect(oneAddress(once)).toBe(once);
      expect(once.toLowerCase().split("/").length).toBe(target.split("/").length);
      const decoded = (one: string) =>
        one.replace(/%[0-9a-f]{2}/gi, (c) => String.fromCharCode(Number.parseInt(c.slice(1), 16)));
      expect(decoded(once).toLowerCase()).toBe(decoded(target).toLowerCase());
    }),
  );
});
