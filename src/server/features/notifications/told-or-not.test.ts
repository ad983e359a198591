import { afterAll, expect, test } from "vitest";
import { testEmit } from "../../../../tests/support/emit.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer } from "../../../../tests/support/server.ts";
import { createQueryReader } from "../listing/index.ts";
import { addMember, found } from "../organisations/testing/organisation-fixtures.ts";
import { matchMission } from "../saved-searches/match-mission.ts";
import type { DigestDay } from "./digest/digest-queries.ts";
import { sendDigests } from "./digest/send-digests.ts";
import { type MailBox, startMailBox } from "./testing/mail-box.ts";
import { ownDelivery } from "./testing/own-delivery.ts";

const PUBLIC_URL = "https://swideal.example";
let box: MailBox;
const world = marketWorld(async () => {
  box = await startMailBox();
  return startTestServer({ PUBLIC_URL });
});
afterAll(() => box.close());
const { server, client, judge } = world;
const deliver = () => ownDelivery(server, box, PUBLIC_URL);
const TODAY: DigestDay = { day: "2026-12-01", until: "infinity", deliveries: ["digest"] };

/** What may come between the matching of a mission and the sending of its alert, and keeps it from its reader. */
const between: Readonly<Record<string, (reader: Person) => Promise<unknown>>> = {
  "was suspended": (reader) =>
    judge.patch(`/admin/users/${reader.userId}`, { suspended: true, reason: "À vérifier." }),
  "was blocked by the client": (reader) => client.put(`/me/blocks/${reader.partyId}`, undefined),
  "blocked the client": (reader) => reader.put(`/me/blocks/${client.partyId}`, undefined),
  "joined the client": (reader) => addMember(server, client.partyId, reader.userId),
  "switched alerts off": (reader) =>
    reader.patch("/me/notification-preferences", { items: [{ kind: "alert_matched", mail: "off" }] }),
  "read it on the page": async (reader) => {
    const [{ id }] = (await reader.get("/me/notifications")).body.items;
    await reader.post("/me/notifications/read", { ids: [id] });
  },
  "switched the search off": async (reader) => {
    const [{ id }] = (await reader.get("/me/saved-searches")).body.items;
    await reader.patch(`/me/saved-searches/${id}`, { frequency: "off" });
  },
};

test.each([
  ["instant", "a mail of its own"],
  ["daily", "a digest"],
])(
  "an alert (%s) does not leave in %s to whom it no longer concerns, and does to everybody else",
  async (frequency, how) => {
    const about = `glindor${frequency}`;
    const readers = new Map<string, Person>();
    for (const name of ["nothing", ...Object.keys(between)]) {
      const reader = await person(server, "Prestataire");
      await reader.post("/me/saved-searches", { query: `q=${about}`, frequency });
      readers.set(name, reader);
    }
    const { database } = server.resources;
    const reader = createQueryReader(server.dataDir);
    const id = await world.published({ title: `Peindre ${about}` });
    await matchMission({ database, emit: testEmit, reader }, id);
    const told = await server.sql(
      "select from notifications where mission_id = $1 and kind = 'alert_matched'",
      [id],
    );
    expect(told).toHaveLength(readers.size);
    for (const [name, happens] of Object.entries(between)) await happens(readers.get(name) as Person);
    await server.sql(
      "update notifications set mail_due_at = clock_timestamp() where mission_id = $1 and mail_due_at is not null",
      [id],
    );
    if (how === "a digest") await sendDigests(deliver(), TODAY);
    else await deliver().send(false);
    for (const [name, { email }] of readers)
      expect([name, (await box.of(email, 0)).length]).toEqual([name, name === "nothing" ? 1 : 0]);
  },
);

test("who left an organisation before its mail leaves has none of it, and who stayed has", async () => {
  const { paul, zoe } = world;
  const firm = await found(paul);
  await addMember(server, firm, zoe.userId, "manager");
  const acting = { headers: { "swideal-party": firm } };
  const id = await world.published();
  const { body } = await paul.post(
    `/missions/${id}/offers`,
    { priceCents: 90_000, durationDays: 3, message: "Disponible." },
    acting,
  );
  await world.award(body.id);
  await server.sql("delete from memberships where party_id = $1 and user_id = $2", [firm, zoe.userId]);
  await deliver().send(true);
  expect((await box.of(paul.email, 0)).map(({ subject }) => subject)).toEqual([
    expect.stringContaining("retenue"),
  ]);
  expect(await box.of(zoe.email, 0)).toEqual([]);
});

test("a mail that can be switched off says how to mail programs, and one that cannot does not", async () => {
  const { paul, zoe } = world;
  const { offers } = await world.missionIn("published");
  await server.sql("update notifications set mail_due_at = clock_timestamp() where mail_due_at is not null");
  await deliver().send(false);
  const optional = (await box.of(client.email)).at(-1);
  expect(optional?.subject).toContain("Nouvelle offre");
  const [, address = ""] = /^<(https:\S+)>$/.exec(optional?.headers["list-unsubscribe"] ?? "") ?? [];
  expect(optional?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  expect(address.startsWith(`${PUBLIC_URL}/api/v1/unsubscribe/`)).toBe(true);
  // The same that the mail says below.
  expect(optional?.text).toContain(address);

  await world.award(offers.paul);
  await deliver().send(true);
  const service = (await box.of(paul.email)).at(-1);
  expect(service?.subject).toContain("retenue");
  for (const name of ["list-unsubscribe", "list-unsubscribe-post"])
    expect(service?.headers[name]).toBeUndefined();
  expect(service?.text).not.toContain("/unsubscribe/");
  expect(zoe.email).not.toBe(paul.email);
});
