import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput, moderator, type Person } from "../../../../tests/support/people.ts";
import { actFor, addMember, found } from "../organisations/testing/organisation-fixtures.ts";

const market = marketWorld();
const { server, client, paul, zoe, stranger, published, bid, missionIn, move } = market;

const made = async (who: Person) => {
  const { status, body, text } = await who.post("/me/calendar");
  expect(status, text).toBe(201);
  return body as { url: string; since: string };
};
const pathOf = ({ url }: { url: string }) => url.slice(server.publicUrl.length);
const fetched = (path: string) => fetch(server.url + path);
/** What its events say, unfolded. */
const summaries = async (path: string) => {
  const lines = (await (await fetched(path)).text()).replaceAll("\r\n ", "").split("\r\n");
  return lines.filter((line) => line.startsWith("SUMMARY:")).map((line) => line.slice("SUMMARY:".length));
};

test("one's deadlines stand at a secret address: of own missions, of those one has an offer on, of those put aside", async () => {
  const calendar = await made(zoe);
  expect(calendar.url).toMatch(/\/calendrier\/[\w-]{43}\.ics$/);
  const id = await published({ title: "Poser un parquet" });
  const aside = await published({ title: "Tailler une haie" });
  await bid(zoe, id);
  const path = pathOf(calendar);
  const answer = await fetched(path);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": "private, no-cache",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  });
  expect(await answer.text()).toContain(`UID:${id}.deadline@`);
  expect(await summaries(path)).toEqual(["Date limite pour proposer un prix\u00a0: Poser un parquet"]);
  expect((await zoe.put(`/me/favourites/${aside}`, undefined)).status).toBe(204);
  expect((await summaries(path)).map((text) => text.split("\u00a0: ")[1]).toSorted()).toEqual([
    "Poser un parquet",
    "Tailler une haie",
  ]);
  const own = pathOf(await made(client));
  expect((await summaries(own)).toSorted()).toEqual([
    "Fin des offres\u00a0: Poser un parquet",
    "Fin des offres\u00a0: Tailler une haie",
  ]);
});

test("what is next to do follows the mission, for whom it concerns alone", async () => {
  const mission = await missionIn("awarded", { title: "Refaire le toit" });
  const calendars = new Map<Person, string>();
  for (const who of [client, paul, zoe]) calendars.set(who, pathOf(await made(who)));
  const about = async (who: Person) =>
    (await summaries(calendars.get(who) as string)).filter((text) => text.endsWith("Refaire le toit"));
  expect(await about(paul)).toEqual(["Dernier jour pour commencer ou décliner\u00a0: Refaire le toit"]);
  expect([await about(client), await about(zoe)]).toEqual([[], []]);
  await move(paul, mission.id, "start");
  await move(paul, mission.id, "deliver");
  expect(await about(client)).toEqual(["Dernier jour pour accepter la livraison\u00a0: Refaire le toit"]);
  await move(client, mission.id, "dispute", { reason: "Deux tuiles manquent." });
  expect([await about(client), await about(paul)]).toEqual([[], []]);
});

test("a mission that was hidden, and a withdrawn offer, leave it", async () => {
  const path = pathOf(await made(stranger));
  const [one, other] = [
    await published({ title: "Vider la cave" }),
    await published({ title: "Monter un mur" }),
  ];
  await bid(stranger, one);
  const offer = await bid(stranger, other);
  expect(await summaries(path)).toHaveLength(2);
  await market.judge.post(`/admin/missions/${one}/hide`, { reason: "Signalement à vérifier." });
  await stranger.post(`/offers/${offer}/withdraw`);
  expect(await summaries(path)).toEqual([]);
});

test("an organisation's deadlines stand in its members' calendars, as long as they belong to it", async () => {
  const party = await found(client, { displayName: "Régie de Vénissieux" });
  const colleague = await moderator(server);
  await addMember(server, party, colleague.userId);
  const path = pathOf(await made(colleague));
  await client.post("/missions", missionInput({ title: "Nettoyer la salle" }), actFor(party));
  expect(await summaries(path)).toEqual(["Fin des offres\u00a0: Nettoyer la salle"]);
  await server.sql("delete from memberships where user_id = $1 and party_id = $2", [colleague.userId, party]);
  expect(await summaries(path)).toEqual([]);
});

test("a new address ends the one before, and so does its revocation, a suspension, and nothing else is found there", async () => {
  const first = pathOf(await made(zoe));
  const second = pathOf(await made(zoe));
  expect([(await fetched(first)).status, (await fetched(second)).status]).toEqual([404, 200]);
  await server.sql("update users set suspended_at = now() where id = $1", [zoe.userId]);
  expect((await fetched(second)).status).toBe(404);
  await server.sql("update users set suspended_at = null where id = $1", [zoe.userId]);
  expect((await zoe.get("/me/calendar")).body).toEqual({ since: expect.any(String) });
  expect((await server.api.request("DELETE", "/api/v1/me/calendar", { token: zoe.token })).status).toBe(204);
  expect((await zoe.get("/me/calendar")).body).toEqual({ since: null });
  const unknown = await fetched(second);
  const never = await fetched(`/calendrier/${"A".repeat(43)}.ics`);
  const bare = async (answer: Response) => ({ ...(await answer.json()), requestId: "" });
  expect([unknown.status, await bare(unknown)]).toEqual([404, await bare(never)]);
  for (const none of ["", "x.ics", `${"A".repeat(44)}.ics`, "%00.ics", "../robots.txt.ics"])
    expect((await fetched(`/calendrier/${none}`)).status, none).toBe(404);
});

test("the secret is kept nowhere: not in the database, an answer's keeping or the log of actions", async () => {
  const answer = await paul.post("/me/calendar", undefined, { headers: { "idempotency-key": "once" } });
  const again = await paul.post("/me/calendar", undefined, { headers: { "idempotency-key": "once" } });
  expect(again.body.url).not.toBe(answer.body.url);
  const secret = /([\w-]{43})\.ics$/.exec(again.body.url)?.[1] as string;
  const tables = ["calendars", "idempotency_keys", "audit_entries", "audit_details"];
  for (const table of tables) {
    const rows = await server.sql(`select t::text as row from ${table} t`);
    expect(JSON.stringify(rows), table).not.toContain(secret);
  }
  const entries = await server.sql(
    "select action from audit_entries where action like 'calendar.%' and actor_id = $1 order by id",
    [paul.userId],
  );
  expect(entries.map(({ action }) => action).slice(-2)).toEqual(["calendar.make", "calendar.make"]);
});
