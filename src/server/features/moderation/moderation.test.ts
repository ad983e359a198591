import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, moderator, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { wakeMails } from "../notifications/testing/wake-mails.ts";
import { actFor, addMember, found } from "../organisations/testing/organisation-fixtures.ts";

const reason = "Coordonnées d’un tiers dans le texte {site}.";
const UNKNOWN = "01900000-0000-7000-8000-000000000000";

let server: TestServer;
let judge: Person;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: "http://localhost:3000" }, { jobs: true });
  judge = await moderator(server);
});
afterAll(() => server.close());

async function published(client: Person): Promise<string> {
  return (await client.post("/missions", missionInput())).body.id;
}

/** The mails to somebody that hold these words, once there is one. */
async function mailsTo({ email }: Person, words: string): Promise<string[]> {
  const folder = join(server.dataDir, "mails");
  for (;;) {
    const files = (await readdir(folder).catch(() => [])).filter((file) => /^[^.].*\.eml$/.test(file)).sort();
    const mails = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    const own = mails.filter((mail) => mail.includes(`To: ${email}`)).map(readable);
    const found = own.filter((mail) => mail.includes(words));
    if (found.length > 0) return found;
    await wait(50);
  }
}

const readable = (mail: string) =>
  mail
    .replace(/=\r?\n/g, "")
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("=", ""), "hex").toString());

describe("what a moderator does to somebody is told to its owner, with the reason", () => {
  test("a hidden mission: on the page at once, by mail, with a way to object; and again when it is shown", async () => {
    const client = await person(server, "Famille Lebrun");
    const id = await published(client);
    await judge.post(`/admin/missions/${id}/hide`, { reason });
    const { body } = await client.get(`/me/restrictions?missionId=${id}`);
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        kind: "mission_hidden",
        missionId: id,
        missionTitle: missionInput().title,
        reason,
        createdAt: expect.any(String),
      },
    ]);
    const [hidden = ""] = await mailsTo(client, reason);
    expect(hidden).toContain(`http://localhost:3000/signaler?type=mission&id=${id}&category=objection`);
    await judge.post(`/admin/missions/${id}/unhide`, { reason: "Corrigé depuis." });
    await mailsTo(client, "Corrigé depuis.");
    expect(
      (await client.get("/me/restrictions")).body.items.map(({ kind }: { kind: string }) => kind),
    ).toEqual(["mission_shown", "mission_hidden"]);
  });

  test("a suspended account: by mail, and at the door for whoever has the password; nobody else reads it", async () => {
    const someone = await person(server, "Paul Ménard");
    const mission = await published(someone);
    await judge.patch(`/admin/users/${someone.userId}`, { suspended: true, reason });
    const signIn = (password: string) => server.api.post("/auth/login", { email: someone.email, password });
    expect((await signIn(PASSWORD)).body).toMatchObject({ code: "suspended", reason });
    expect((await signIn("une autre phrase de passe")).body).not.toHaveProperty("reason");
    const [mail = ""] = await mailsTo(someone, reason);
    expect(mail).toContain(`type=account&id=${someone.partyId}&category=objection`);
    // One decision, one mail: the missions that it hides are told of in it.
    await judge.patch(`/admin/users/${someone.userId}`, { suspended: false, reason: "Malentendu." });
    expect(await mailsTo(someone, "Malentendu.")).toHaveLength(1);
    expect(await mailsTo(someone, "")).toHaveLength(2);
    const back = await signIn(PASSWORD);
    const { body } = await server.api.get("/me/restrictions", { token: back.body.accessToken });
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      "account_reinstated",
      "account_suspended",
    ]);
    expect((await server.api.get(`/missions/${mission}`)).status).toBe(200);
  });

  test("each owner of an organisation by a mail of its own: an address that takes none neither holds up nor repeats the others'", async () => {
    const owners = await Promise.all(["Ada", "Berthe", "Chloé"].map((name) => person(server, name)));
    const [ada, berthe, chloe] = owners as [Person, Person, Person];
    const firm = await found(ada);
    for (const { userId } of [berthe, chloe]) await addMember(server, firm, userId, "owner");
    await server.sql("update users set email = 'pas une adresse' where id = $1", [berthe.userId]);
    const { body } = await ada.post("/missions", missionInput(), actFor(firm));
    const said = "Photo d’un tiers.";
    await judge.post(`/admin/missions/${body.id}/hide`, { reason: said });
    const [mail = ""] = await mailsTo(chloe, said);
    expect(mail).toContain(`/missions/${body.id}/gerer?pour=${firm}`);
    await mailsTo(ada, said);
    const tries = async () => {
      const rows = await server.sql<{ tries: number }>(
        "select mail_tries as tries from notifications where user_id = $1 and mission_id = $2 and mail_due_at > clock_timestamp()",
        [berthe.userId, body.id],
      );
      return rows.map(({ tries }) => tries);
    };
    await expect.poll(tries, { timeout: 30_000 }).toEqual([1]);
    await server.sql("update notifications set mail_due_at = clock_timestamp() where mail_tries > 0");
    await wakeMails(server);
    await expect.poll(tries, { timeout: 30_000 }).toEqual([2]);
    expect(await mailsTo(ada, said)).toHaveLength(1);
    expect(await mailsTo(chloe, said)).toHaveLength(1);
  });

  test("another's restrictions are nobody's to read", async () => {
    const [client, other] = await Promise.all([person(server), person(server)]);
    const id = await published(client);
    await judge.post(`/admin/missions/${id}/hide`, { reason });
    expect((await other.get(`/me/restrictions?missionId=${id}`)).body.items).toEqual([]);
  });
});

describe("a report", () => {
  const about = (type: string, id: string, changes: Record<string, unknown> = {}) => ({
    subject: { type, id },
    category: "fraud",
    text: "Le prix demandé est payé d’avance, par virement à l’étranger.",
    goodFaith: true,
    ...changes,
  });

  test("is taken from anyone, signed in or not, read by moderators with what it is about, and decided once", async () => {
    const [client, reader] = await Promise.all([person(server), person(server)]);
    const id = await published(client);
    const visitor = await server.api.post(
      "/reports",
      about("mission", id, { name: "Une voisine", email: "voisine@example.org" }),
    );
    expect(visitor.status, visitor.text).toBe(201);
    const signedIn = await reader.post("/reports", about("account", client.partyId));
    expect(signedIn.status).toBe(201);
    const { body } = await judge.get("/admin/reports");
    expect(body.items.slice(0, 2)).toMatchObject([
      { id: signedIn.body.id, subject: { type: "account", id: client.partyId, label: "Élodie Ferrand" } },
      {
        id: visitor.body.id,
        subject: { type: "mission", id, label: missionInput().title },
        name: "Une voisine",
        email: "voisine@example.org",
        reporterUserId: null,
        outcome: null,
      },
    ]);
    const decision = { outcome: "restricted", reason: "Mission masquée." };
    const decide = () => judge.post(`/admin/reports/${visitor.body.id}/decide`, decision);
    expect((await decide()).body).toMatchObject({ ...decision, decidedAt: expect.any(String) });
    expect((await decide()).body.code).toBe("invalid_transition");
    const decided = await judge.get("/admin/reports?status=decided");
    expect(decided.body.items[0].id).toBe(visitor.body.id);
    const audited = await server.sql(
      "select changes::text from audit_entries join audit_details on entry_id = id where action like 'report.%'",
    );
    expect(JSON.stringify(audited)).not.toMatch(/virement|voisine|masquée/);
  });

  test("about what its reporter cannot see is answered as about what is not there", async () => {
    const client = await person(server);
    const draft = (await client.post("/missions", missionInput({ publish: false }))).body.id;
    const answers = [
      await server.api.post("/reports", about("mission", draft)),
      await server.api.post("/reports", about("mission", UNKNOWN)),
      await server.api.post("/reports", about("account", UNKNOWN)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await client.post("/reports", about("mission", draft))).status).toBe(201);
  });

  test("without good faith, a category or words is refused at its field", async () => {
    const client = await person(server);
    for (const [changes, path, code] of [
      [{ goodFaith: false }, "/goodFaith", "good_faith"],
      [{ goodFaith: undefined }, "/goodFaith", "required"],
      [{ category: "gossip" }, "/category", "invalid_value"],
      [{ text: "Court" }, "/text", "too_short"],
      [{ email: "voisine" }, "/email", "invalid_format"],
    ] as const) {
      const { status, body } = await server.api.post("/reports", about("account", client.partyId, changes));
      expect([status, body.errors?.[0]]).toEqual([400, expect.objectContaining({ path, code })]);
    }
  });

  test("that is sent again under its key is one", async () => {
    const reader = await person(server);
    const headers = { "idempotency-key": "un-signalement" };
    const send = () => reader.post("/reports", about("account", judge.partyId), { headers });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
  });
});

test("no address sends more than five reports an hour", async () => {
  const limited = await startTestServer({ RATE_LIMITS: "on" });
  const someone = await person(limited);
  const send = () =>
    limited.api.post("/reports", {
      subject: { type: "account", id: someone.partyId },
      category: "spam",
      text: "La même annonce revient chaque jour.",
      goodFaith: true,
    });
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) statuses.push((await send()).status);
  expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  await limited.close();
});
