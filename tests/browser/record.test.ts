import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDemonstration } from "../../src/server/features/demo/index.ts";
import { runMissionTimers } from "../../src/server/features/missions/mission-timers.ts";
import { createRecordSigner } from "../../src/server/features/record-keys/index.ts";
import { recordKeysPath } from "../../src/shared/file-paths.ts";
import { pathTo } from "../../src/shared/page-paths.ts";
import { auctionRecord } from "../../src/web/i18n/auction-record.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { missionData } from "../../src/web/i18n/mission-data.ts";
import { working } from "../../src/web/i18n/working.ts";
import { price } from "../../src/web/lib/format.ts";
import { emitOf } from "../support/emit.ts";
import { LYON, missionInput, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter } from "./steps.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let folder: string;
let client: Person;
let paul: Person;
let zoe: Person;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-record-"));
  client = await person(site, "Mairie de Vénissieux");
  [paul, zoe] = [await person(site, "Paul Ménard"), await person(site, "Zoé Lacombe")];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Paul offers twice, Zoé once; a question is asked and answered; the deadline passes. @returns the mission's id */
async function over(auction: "open" | "sealed"): Promise<string> {
  const { body: mission } = await client.post("/missions", missionInput({ auction }));
  const asked = await paul.post(`/missions/${mission.id}/questions`, { text: "Y a-t-il un ascenseur ?" });
  await client.post(`/questions/${asked.body.id}/answer`, { text: "Oui, jusqu’au quatrième <b>étage</b>." });
  const offer = await paul.post(
    `/missions/${mission.id}/offers`,
    offerInput(300_000, { message: "Mot de Paul." }),
  );
  await zoe.post(`/missions/${mission.id}/offers`, offerInput(290_000, { message: "Mot de Zoé." }));
  await paul.patch(`/offers/${offer.body.id}`, { priceCents: 250_000 });
  await site.sql(
    `update missions set deadline = at, due_at = at from (select clock_timestamp() - interval '1 s' as at) t where id = $1`,
    [mission.id],
  );
  await runMissionTimers(site.resources.database, emitOf(site));
  return mission.id;
}

async function reader(who: Person, viewport: typeof desk): Promise<Visitor> {
  const visitor = await newVisitor({ viewport });
  await enter(visitor, who.email);
  return visitor;
}

/** Saves the record by the page's button, and has a stranger's program look at it. */
async function checkSaved(page: Page, locale: Locale, missionId: string): Promise<string> {
  const texts = auctionRecord[locale];
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: texts.download }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${texts.file}-${missionId}.json`);
  const [record, keys] = [join(folder, `${missionId}.json`), join(folder, "keys.json")];
  await file.saveAs(record);
  await writeFile(keys, (await site.api.request("GET", recordKeysPath)).text);
  const script = join(import.meta.dirname, "../../docs/verify-record.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script, record, keys]);
  return stdout.trim();
}

it("what is kept of a mission is said to who takes part in it, and to nobody else", {
  timeout: 240_000,
}, async () => {
  const texts = missionData.fr;
  const id = await over("open");
  const visitor = await reader(paul, phone);
  const { page } = visitor;
  await visitor.open(pathTo("fr", "offer", { id }));
  await page.getByRole("link", { name: texts.link }).click();
  await page.getByRole("heading", { level: 1, name: texts.title }).waitFor();
  const { body } = await site.api.get("/privacy?about=mission", { headers: { "accept-language": "fr" } });
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(["market", "exchange"]),
  );
  for (const { title, readers, kept } of body.items) {
    await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    await page.getByText(readers, { exact: true }).first().waitFor();
    for (const { howLong, what } of kept)
      await page.getByText(texts.keptLine(howLong, what.join(", ")), { exact: true }).waitFor();
  }
  await visitor.expectSoundPage();
  await visitor.picture("mission-data-phone-fr");
  await visitor.leave();
  const stranger = await reader(await person(site, "Une passante"), phone);
  await stranger.open(pathTo("fr", "missionData", { id }));
  await stranger.page.getByRole("heading", { level: 1, name: working.fr.notYours }).waitFor();
  await stranger.leave();
});

describe("the record of an auction that is over", { timeout: 240_000 }, () => {
  it("is reached from the mission's page by its client, who reads all that happened, and prints it", async () => {
    const texts = auctionRecord.fr;
    const id = await over("open");
    const visitor = await reader(client, desk);
    const { page } = visitor;
    await visitor.open(pathTo("fr", "manage", { id }));
    await page.getByRole("link", { name: texts.link, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: texts.title }).waitFor();
    const course = page.locator(".record-course li");
    // The heading stands before the record has come.
    await course.first().waitFor();
    const told = (await course.allInnerTexts()).map((text) =>
      text.replace(/^.*\n+/, "").replace(/\s+/g, " "),
    );
    const by = (cents: number, bidder: number) =>
      `${price(cents, "EUR", "fr")} ${texts.bidder(bidder)}`.replace(/\s+/g, " ");
    expect(told.filter((text) => text.includes("€"))).toEqual([
      by(300_000, 1),
      by(290_000, 2),
      by(250_000, 1),
    ]);
    expect(told.at(0)).toContain(texts.moves.publish);
    expect(told.at(-1)).toBe(texts.moves.close);
    for (const text of ["Y a-t-il un ascenseur ?", "Oui, jusqu’au quatrième <b>étage</b>.", "Mot de Zoé."])
      await page.getByText(text).waitFor();
    await page.getByText(texts.commune("Lyon", LYON)).waitFor();
    const { body } = await client.get(`/missions/${id}/record`);
    const [header = ""] = body.heads[0].signed.split(".");
    await page.getByText(JSON.parse(Buffer.from(header, "base64url").toString()).kid).waitFor();
    const [hash] = await site.sql<{ hash: string }>(
      "select encode(evidence, 'hex') as hash from audit_entries where action = 'mission.record' and resource_id = $1",
      [id],
    );
    await page.getByText(hash?.hash as string).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture("record-desk-fr");
    expect(await checkSaved(page, "fr", id)).toMatch(/^1 heads, (\d+) of \1 lines shown: all as signed$/);

    await page.emulateMedia({ media: "print" });
    for (const button of await page.getByRole("button").all()) expect(await button.isVisible()).toBe(false);
    for (const part of ["h1", ".record-course", "#proof"])
      expect(await page.locator(part).isVisible(), part).toBe(true);
    await visitor.picture("record-paper-fr");
    await visitor.leave();
  });

  it("shows a bidder of a sealed one its own offer, how many there were and the fingerprints, on a phone", async () => {
    const texts = auctionRecord.en;
    const id = await over("sealed");
    const visitor = await reader(paul, phone);
    const { page } = visitor;
    await visitor.open(pathTo("en", "offer", { id }));
    await page.getByRole("link", { name: texts.link, exact: true }).click();
    await page.getByRole("heading", { level: 3, name: texts.commitmentsTitle }).waitFor();
    expect(await page.locator(".hashes li").count()).toBe(3);
    await page.getByText(`2 ${texts.bidders.other}`).waitFor();
    const text = await page.getByRole("main").innerText();
    expect(text).toContain(price(250_000, "EUR", "en"));
    expect(text).not.toMatch(/2,900|Mot de Zoé/);
    await visitor.expectSoundPage();
    await visitor.picture("record-phone-en");
    const stranger = /^1 heads, (\d+) of (\d+) lines shown: all as signed$/.exec(
      await checkSaved(page, "en", id),
    );
    expect(Number(stranger?.[1])).toBeLessThan(Number(stranger?.[2]));
    await visitor.leave();
  });

  it("is there for an ended mission of the demonstration, as a newcomer opens it, and verifies", async () => {
    const texts = auctionRecord.en;
    const owner = await person(site, "Élodie Ferrand");
    await loadDemonstration(site.access.owner, {
      ...{ missions: 300, seed: 3, at: null, currency: "EUR", onProgress: () => {} },
      recordSigner: createRecordSigner(site.resources.auditKeys.record),
      ownMissions: {
        clientPartyId: owner.partyId,
        clientUserId: owner.userId,
        clientName: "Élodie Ferrand",
        providerPartyId: paul.partyId,
        providerUserId: paul.userId,
      },
    });
    const [ended] = await site.sql<{ id: string }>(
      `select m.id from missions m join auction_record_heads h on h.mission_id = m.id
       where m.client_party_id = $1 and m.status <> 'hidden' order by h.number desc limit 1`,
      [owner.partyId],
    );
    const id = ended?.id as string;
    const visitor = await reader(owner, desk);
    const { page } = visitor;
    await visitor.open(pathTo("en", "manage", { id }));
    await page.getByRole("link", { name: texts.link, exact: true }).click();
    await page.locator(".record-course li").first().waitFor();
    await page.getByText(texts.moves.publish as string).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture("record-demonstration-en");
    expect(await checkSaved(page, "en", id)).toMatch(/^\d heads, (\d+) of \1 lines shown: all as signed$/);
    await visitor.leave();
  });

  it("is nothing to a stranger, whom the public page tells for whom it is, and not there while the auction runs", async () => {
    const texts = auctionRecord.fr;
    const id = await over("open");
    const visitor = await reader(await person(site, "Un tiers"), phone);
    const { page } = visitor;
    await visitor.open(pathTo("fr", "mission", { id }));
    await page.getByRole("link", { name: texts.linkForOthers }).click();
    await page.getByRole("heading", { level: 1, name: texts.none }).waitFor();
    await visitor.expectSoundPage();
    await visitor.leave();

    const { body: running } = await client.post("/missions", missionInput());
    const owner = await reader(client, phone);
    await owner.open(pathTo("fr", "manage", { id: running.id }));
    expect(await owner.page.getByRole("link", { name: texts.link }).count()).toBe(0);
    await owner.open(pathTo("fr", "record", { id: running.id }));
    await owner.page.getByRole("heading", { level: 1, name: texts.running }).waitFor();
    await owner.leave();
  });
});
