import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../../tests/support/market-world.ts";
import { PASSWORD, type Person, person } from "../../../../../tests/support/people.ts";
import { startTestServer } from "../../../../../tests/support/server.ts";
import { addMember, found } from "../../organisations/testing/organisation-fixtures.ts";

const market = marketWorld(() => startTestServer({ EMAIL_VERIFICATION: "off" }, { jobs: true }));
const { server, client, zoe, judge, published, bid, missionIn } = market;

const erase = (who: Person, body: object = { password: PASSWORD }) =>
  server.api.request("DELETE", "/api/v1/me", { token: who.token, body });
const statusOf = async (id: string) =>
  (await server.sql<{ status: string }>("select status from missions where id = $1", [id]))[0]?.status;

test("who has only the session erases nothing: the password is asked for", async () => {
  const ada = await person(server);
  expect((await erase(ada, {})).status).toBe(400);
  expect((await erase(ada, { password: "une autre phrase" })).body.code).toBe("invalid_credentials");
  expect((await ada.get("/me")).status).toBe(200);
});

test("the account is gone at once: no session, no sign-in, and the address is free", async () => {
  const ada = await person(server, "Ada Lovelace");
  const { body: elsewhere } = await server.api.post("/auth/login", { email: ada.email, password: PASSWORD });
  const { status, body, headers } = await erase(ada);
  expect([status, body.steps.length]).toEqual([200, 6]);
  expect(headers.get("set-cookie")).toMatch(/swideal_refresh=;.*Max-Age=0/);
  for (const token of [ada.token, elsewhere.accessToken])
    expect((await server.api.get("/me", { token })).status).toBe(401);
  const again = await server.api.post("/auth/login", { email: ada.email, password: PASSWORD });
  expect(again.body.code).toBe("invalid_credentials");
  const fresh = { email: ada.email, password: PASSWORD, displayName: "Quelqu’un d’autre" };
  expect((await server.api.post("/auth/register", fresh)).status).toBe(201);
  const list = await judge.get(`/admin/users?q=erased`);
  expect(list.status === 200 ? list.body.items : []).toEqual([]);
});

test("the receipt says what stays and why, names nobody, and each step is confirmed", async () => {
  const ada = await person(server, "Ada Lovelace");
  const { body } = await erase(ada);
  const read = () => server.api.get(`/erasures/${body.id}`, { headers: { "accept-language": "en" } });
  await expect.poll(async () => (await read()).body.done, { timeout: 30_000 }).toBe(true);
  const receipt = await read();
  expect(receipt.headers.get("cache-control")).toBe("no-store");
  expect(receipt.body.steps.map(({ step }: { step: string }) => step)).toEqual([
    "answers",
    "exports",
    "jobs",
    "farewell",
    "mails",
    "list",
  ]);
  expect(receipt.body.kept.length).toBeGreaterThan(5);
  for (const name of ["Ada", ada.email, ada.userId]) expect(receipt.text).not.toContain(name);
  expect((await server.api.get(`/erasures/${ada.userId}`)).status).toBe(404);
  const sealed = await server.sql("select from erasure_steps where sealed_address is not null");
  expect(sealed).toEqual([]);
});

test("open missions end and offers are withdrawn; others read that the account is no more", async () => {
  const ada = await person(server, "Ada Lovelace");
  const own = await ada.post("/missions", missionOf());
  const wanted = own.body.id;
  await bid(zoe, wanted, 90_000);
  const other = await published();
  await bid(ada, other, 80_000);
  expect((await erase(ada)).status).toBe(200);
  expect(await statusOf(wanted)).toBe("cancelled");
  const [mine] = (await zoe.get("/me/offers")).body.items.filter(
    (item: { mission: { id: string } }) => item.mission.id === wanted,
  );
  expect(mine.mission.title).toBe("Mission effacée · Erased project");
  const offers = await server.sql(
    "select status, message, display_name from offers join parties p on p.id = provider_party_id where mission_id = $1",
    [other],
  );
  expect(offers).toEqual([
    { status: "withdrawn", message: "Effacé · Erased", display_name: "Compte supprimé · Deleted account" },
  ]);
});

describe("what stands against it", () => {
  test.each(["awarded", "in_progress", "delivered", "disputed"] as const)(
    "work that is %s, for either side, names the mission",
    async (state) => {
      const mission = await missionIn(state);
      for (const who of [client, market.paul]) {
        const refused = await erase(who);
        expect([refused.status, refused.body.code]).toEqual([409, "invalid_transition"]);
        expect(JSON.stringify(refused.body.errors)).toContain(mission.id);
        expect((await who.get("/me")).status).toBe(200);
      }
      // Nothing of what came before the refusal stands.
      expect(await statusOf(mission.id)).toBe(state);
    },
  );

  test("an organisation without another owner is named; with one it is left", async () => {
    const ada = await person(server);
    const id = await found(ada, { displayName: "Atelier Sans Suite" });
    const refused = await erase(ada);
    expect([refused.status, refused.body.code]).toEqual([409, "last_owner"]);
    expect(refused.text).toContain("Atelier Sans Suite");
    const bob = await person(server, "Bob");
    await addMember(server, id, bob.userId, "owner");
    expect((await erase(ada)).status).toBe(200);
    const members = await server.sql("select user_id from memberships where party_id = $1", [id]);
    expect(members).toEqual([{ user_id: bob.userId }]);
  });
});

test("an award that is made while the account goes finds the offer or the refusal, never neither", async () => {
  for (let round = 0; round < 5; round++) {
    const ada = await person(server, "Ada Lovelace");
    const id = await published();
    const offer = await bid(ada, id, 70_000);
    const [gone, award] = await Promise.all([erase(ada), client.post(`/offers/${offer}/award`, undefined)]);
    expect([gone.status, award.status].sort()).toEqual([200, 409]);
    expect(await statusOf(id)).toBe(award.status === 200 ? "awarded" : "published");
  }
});

const missionOf = () => ({
  title: "Repeindre trois salles de classe",
  description: "Trois salles de soixante mètres carrés, plafonds compris, pendant les vacances de février.",
  category: "peinture",
  remote: true,
  deadline: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  publish: true,
});
