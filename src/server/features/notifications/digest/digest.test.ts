import { afterAll, describe, expect, test } from "vitest";
import { testEmit } from "../../../../../tests/support/emit.ts";
import { marketOnTwoInstances } from "../../../../../tests/support/market-world.ts";
import { type Person, person } from "../../../../../tests/support/people.ts";
import type { TestServer } from "../../../../../tests/support/server.ts";
import { createQueryReader } from "../../listing/index.ts";
import { matchMission } from "../../saved-searches/match-mission.ts";
import { type MailBox, startMailBox } from "../testing/mail-box.ts";
import { ownDelivery } from "../testing/own-delivery.ts";
import { type DigestDay, digestOfToday } from "./digest-queries.ts";
import { sendDigests } from "./send-digests.ts";

const ZONE = "Europe/Paris";
const world = marketOnTwoInstances();
const { server, second, judge } = world;
const boxes: MailBox[] = [];
afterAll(() => Promise.all(boxes.map((box) => box.close())));

async function mailBox(): Promise<MailBox> {
  const box = await startMailBox();
  boxes.push(box);
  return box;
}

const depsOf = (box: Pick<MailBox, "port">, on: TestServer = server) => ownDelivery(on, box);

/** A digest of a Tuesday, or of another day, for whatever was written until now. */
const dayOf = (day: string, deliveries: DigestDay["deliveries"] = ["digest"]): DigestDay => ({
  day,
  until: "infinity",
  deliveries,
});

let made = 0;
const word = () => `plimbrax${String.fromCharCode(97 + (made++ % 26))}`;

async function searching(query: string, frequency: string, name?: string, who?: Person): Promise<Person> {
  const owner = who ?? (await person(server, "Paul Ménard"));
  const body = { query, frequency, ...(name && { name }) };
  expect((await owner.post("/me/saved-searches", body)).status).toBe(201);
  return owner;
}

async function published(title: string): Promise<string> {
  const id = await world.published({ title });
  const { database } = server.resources;
  await matchMission({ database, emit: testEmit, reader: createQueryReader(server.dataDir) }, id);
  return id;
}

describe("a digest", () => {
  test("lists the missions that searches found, each with these searches, and leads to them; then nothing is left", async () => {
    const box = await mailBox();
    const about = word();
    const owner = await searching(`q=${about}`, "daily", "Les cours");
    await searching(`q=peindre ${about}`, "daily", "La peinture", owner);
    const id = await published(`Peindre ${about} <b>vite</b>`);
    const digest = dayOf("2026-12-01");
    expect(await sendDigests(depsOf(box), digest)).toBe(1);
    const [mail] = await box.of(owner.email);
    expect(mail?.subject.replace(/\s/g, " ")).toBe("1 nouvelle mission pour vous");
    expect(mail?.text).toContain(`Peindre ${about} <b>vite</b>`);
    expect(mail?.text).toContain("(Les cours, La peinture)");
    expect(mail?.text).toContain(`${server.publicUrl}/missions/${id}`);
    expect(mail?.html).not.toContain("<b>vite</b>");
    const host = new URL(server.publicUrl).host;
    expect(mail?.headers["message-id"]).toBe(`<digest.${owner.userId}.2026-12-01@${host}>`);
    expect(await sendDigests(depsOf(box), dayOf("2026-12-02"))).toBe(0);
    expect(box.received).toHaveLength(1);
  });

  test("shows twenty missions and says how many others there are", async () => {
    const box = await mailBox();
    const about = word();
    const owner = await searching(`q=${about}`, "daily");
    for (let n = 1; n <= 23; n++) await published(`Chantier ${n} ${about}`);
    await sendDigests(depsOf(box), dayOf("2026-12-03"));
    const [mail] = await box.of(owner.email);
    expect(mail?.text.match(/\/missions\//g)).toHaveLength(20);
    expect(mail?.text.replace(/\s/g, " ")).toContain("et 3 autres");
    expect(mail?.subject.replace(/\s/g, " ")).toBe("23 nouvelles missions pour vous");
  });

  test("is not sent where nothing is left of it: hidden, over, off, deleted, read, or no longer wanted", async () => {
    const box = await mailBox();
    const about = word();
    const [hidden, off, deleted, read, over] = [word(), word(), word(), word(), word()];
    const owners = [
      await searching(`q=${about} ${hidden}`, "daily"),
      await searching(`q=${about} ${off}`, "daily"),
      await searching(`q=${about} ${deleted}`, "daily"),
      await searching(`q=${about} ${read}`, "daily"),
      await searching(`q=${about} ${over}`, "daily"),
    ] as const;
    const id = await published(`Masquer ${about} ${hidden}`);
    for (const one of [off, deleted, read]) await published(`Ranger ${about} ${one}`);
    const taken = await published(`Ranger ${about} ${over}`);
    expect((await world.award(await world.bid(world.paul, taken))).status).toBe(200);
    await judge.post(`/admin/missions/${id}/hide`, { reason: "À vérifier." });
    const searchOf = async (who: Person) => (await who.get("/me/saved-searches")).body.items[0].id;
    await owners[1].patch(`/me/saved-searches/${await searchOf(owners[1])}`, { frequency: "off" });
    const { token } = owners[2];
    await server.api.request("DELETE", `/api/v1/me/saved-searches/${await searchOf(owners[2])}`, { token });
    await server.sql("update notifications set read_at = now() where user_id = $1", [owners[3].userId]);
    expect(await sendDigests(depsOf(box), dayOf("2026-12-04"))).toBe(0);
    expect(box.received).toEqual([]);
    const runs = "select from mail_runs where user_id = any($1)";
    expect(await server.sql(runs, [owners.map(({ userId }) => userId)])).toEqual([]);
  });

  test("is sent once though two instances send it at the same time, and again and again", async () => {
    const box = await mailBox();
    const about = word();
    const owners = await Promise.all([1, 2, 3, 4, 5].map(() => searching(`q=${about}`, "daily")));
    await published(`Vernir ${about}`);
    const digest = dayOf("2026-12-08");
    const sent = await Promise.all(
      [server, second, server, second].map((one) => sendDigests(depsOf(box, one), digest)),
    );
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(5);
    await published(`Vernir encore ${about}`);
    expect(await sendDigests(depsOf(box), digest)).toBe(0);
    for (const { email } of owners) expect(await box.of(email)).toHaveLength(1);
    expect(await sendDigests(depsOf(box), dayOf("2026-12-09"))).toBe(5);
  });

  test("that a server did not take is sent by the next run, and one that was killed as well, under the same id", async () => {
    const about = word();
    const owner = await searching(`q=${about}`, "daily");
    await published(`Limer ${about}`);
    const digest = dayOf("2026-12-10");
    const box = await mailBox();
    const deps = depsOf(box);
    const killed = {
      ...deps.mailer,
      send: async (mail: never) => {
        await deps.mailer.send(mail);
        // The mail server has it; we do not live to note it.
        throw new Error("killed");
      },
    };
    expect(await sendDigests({ ...deps, mailer: killed as never }, digest)).toBe(0);
    expect(await sendDigests(deps, digest)).toBe(1);
    const ids = (await box.of(owner.email, 2)).map(({ headers }) => headers["message-id"]);
    expect(new Set(ids).size).toBe(1);
  });

  test("is asked of a mail server that takes none just now by a few, and not by each of all", async () => {
    const about = word();
    const owners = await Promise.all(Array.from({ length: 12 }, () => searching(`q=${about}`, "daily")));
    await published(`Raboter ${about}`);
    const digest = dayOf("2026-12-16");
    let asked = 0;
    const away = await startMailBox({
      onConnect: (_session, done) => {
        asked += 1;
        done(Object.assign(new Error("come again"), { responseCode: 421 }));
      },
    });
    boxes.push(away);
    expect(await sendDigests(depsOf(away), digest)).toBe(0);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(owners.length);
    const box = await mailBox();
    expect(await sendDigests(depsOf(box), digest)).toBe(owners.length);
  });

  test("that another instance is sending is passed over, and does not hold up those behind it", async () => {
    const about = word();
    const owners = await Promise.all([1, 2, 3].map(() => searching(`q=${about}`, "daily")));
    await published(`Poser ${about}`);
    const digest = dayOf("2026-12-17");
    let [slow, release] = [0, () => {}];
    const waits = new Promise<void>((resolve) => (release = resolve));
    const first = await startMailBox({
      onMailFrom: (_address, _session, done) => {
        slow += 1;
        void waits.then(() => done());
      },
    });
    boxes.push(first);
    const others = "update notifications set delivery = 'none', mail_due_at = null where user_id <> all($1)";
    await server.sql(others, [owners.map(({ userId }) => userId)]);
    const sending = sendDigests(depsOf(first), digest);
    await expect.poll(() => slow, { timeout: 30_000 }).toBe(owners.length);
    const box = await mailBox();
    // Ends though the other has not: else this test would not.
    expect(await sendDigests(depsOf(box, second), digest)).toBe(0);
    release();
    expect(await sending).toBe(owners.length);
  });

  test("has what is told once a week on Mondays alone", async () => {
    const box = await mailBox();
    const about = word();
    const owner = await searching(`q=${about}`, "weekly");
    await published(`Sabler ${about}`);
    expect(await sendDigests(depsOf(box), dayOf("2026-12-11"))).toBe(0);
    expect(await sendDigests(depsOf(box), dayOf("2026-12-14", ["digest", "weekly"]))).toBe(1);
    await box.of(owner.email);
  });
});

test("ten alerts a day have a mail of their own, the others are in the digest", async () => {
  const box = await mailBox();
  const about = word();
  const owner = await searching(`q=${about}`, "instant");
  for (let n = 1; n <= 12; n++) await published(`Poncer ${n} ${about}`);
  await server.sql("update notifications set mail_due_at = now() where user_id = $1", [owner.userId]);
  const deps = depsOf(box);
  await deps.send(false);
  expect(await box.of(owner.email, 10)).toHaveLength(10);
  expect(await sendDigests(deps, dayOf("2026-12-15"))).toBe(1);
  const mail = (await box.of(owner.email, 11)).at(-1);
  expect(mail?.subject.replace(/\s/g, " ")).toBe("2 nouvelles missions pour vous");
});

describe("the time of digests", () => {
  const at = (now: string) => digestOfToday(server.resources.database.writer, ZONE, now);

  test("is half past seven on the clock on the wall, also on days of 23 and of 25 hours", async () => {
    for (const [day, before, after] of [
      ["2026-12-01", "2026-12-01T06:29:59Z", "2026-12-01T06:30:00Z"],
      ["2027-03-28", "2027-03-28T05:29:59Z", "2027-03-28T05:30:00Z"],
      ["2026-10-25", "2026-10-25T06:29:59Z", "2026-10-25T06:30:00Z"],
    ] as const) {
      expect([day, await at(before)]).toEqual([day, null]);
      expect((await at(after))?.day).toBe(day);
      // Of the whole day there is one, and what came after its time waits for the next.
      expect((await at(`${day}T21:30:00Z`))?.until).toBe((await at(after))?.until);
    }
  });

  test("brings what is told once a week on Mondays", async () => {
    expect((await at("2026-11-30T08:00:00Z"))?.deliveries).toEqual(["digest", "weekly"]);
    expect((await at("2026-12-01T08:00:00Z"))?.deliveries).toEqual(["digest"]);
  });
});
