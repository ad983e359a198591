import { setTimeout as wait } from "node:timers/promises";
import type { Page, Request } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { talk } from "../../src/web/i18n/talk.ts";
import { price } from "../../src/web/lib/format.ts";
import { type HttpProxy, startHttpProxy } from "../support/http-proxy.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

async function published(client: Person, changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await client.post("/missions", missionInput(changes));
  expect(status, text).toBe(201);
  return body.id;
}
async function bid(provider: Person, missionId: string, priceCents: number): Promise<string> {
  const { status, body, text } = await provider.post(`/missions/${missionId}/offers`, offerInput(priceCents));
  expect(status, text).toBe(201);
  return body.id;
}
const secondsLeft = async (missionId: string) =>
  (
    await site.sql<{ left: number }>(
      "select extract(epoch from deadline - clock_timestamp())::float8 as left from missions where id = $1",
      [missionId],
    )
  )[0]?.left ?? Number.NaN;

/** What the countdown said, each time that it said something else. */
const watchCountdown = (page: Page) =>
  page.evaluate(() => {
    const said: string[] = [(document.querySelector("[data-countdown]") as HTMLElement).innerText];
    Object.assign(globalThis, { said });
    const place = document.querySelector("[data-countdown]") as HTMLElement;
    new MutationObserver(() => said.push(place.innerText)).observe(place, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
const secondsOf = (text: string) => {
  const [minutes = 0, seconds = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return minutes * 60 + seconds;
};

describe("two tabs of a browser whose clock is ten minutes off, in the last seconds of an auction", () => {
  it("count right to a second, get two minutes more with a late offer and never jump back, by one connection", {
    timeout: 180_000,
  }, async () => {
    const [client, paul, zoe] = await Promise.all([
      person(site, "Mairie"),
      person(site, "Paul"),
      person(site, "Zoé"),
    ]);
    const missionId = await published(client);
    const offer = await bid(paul, missionId, 90_000);
    await site.sql(
      "update missions set deadline = clock_timestamp() + interval '40 seconds', due_at = deadline + interval '1 hour' where id = $1",
      [missionId],
    );
    const visitor = await newVisitor({ clockOffMs: 600_000 });
    const other = await visitor.anotherTab();
    const asked: string[] = [];
    for (const { page } of [visitor, other])
      page.on("request", (request) => /\/events$/.test(request.url()) && asked.push(request.url()));
    for (const one of [visitor, other]) {
      await one.open(pathTo("fr", "mission", { id: missionId }));
      await one.page.locator("[data-countdown]").waitFor();
      await watchCountdown(one.page);
    }
    const said = secondsOf(await visitor.page.locator("[data-countdown]").innerText());
    expect(Math.abs(said - (await secondsLeft(missionId)))).toBeLessThan(5);

    await paul.patch(`/offers/${offer}`, { priceCents: 80_000 });
    await bid(zoe, missionId, 70_000);
    for (const { page } of [visitor, other])
      await page.locator("[data-best]", { hasText: price(70_000, "EUR", "fr") }).waitFor();
    await expect
      .poll(() => visitor.page.locator("[data-said]").textContent(), { timeout: 30_000 })
      .toContain("700");
    await wait(2_000);
    for (const { page } of [visitor, other]) {
      const texts = (await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).map(
        secondsOf,
      );
      const rises = texts.filter((seconds, index) => index > 0 && seconds > (texts[index - 1] as number));
      // Each late offer leaves two minutes, and nothing else gives time back.
      expect(rises.length, texts.join(" ")).toBeGreaterThanOrEqual(1);
      expect(rises.length, texts.join(" ")).toBeLessThanOrEqual(2);
      for (const seconds of rises) expect(seconds).toBeGreaterThan(110);
      expect(texts.every((seconds) => seconds <= 120)).toBe(true);
    }
    expect(asked).toHaveLength(1);
    await other.page.close();
    await visitor.expectSoundPage();
    await visitor.picture("mission-live");
    await visitor.leave();
  });
});

it("who is told of an auction's end by its page is told at once, on a phone in English as well", {
  timeout: 90_000,
}, async () => {
  const [client, paul] = await Promise.all([person(site, "Mairie"), person(site, "Paul")]);
  const missionId = await published(client);
  const offer = await bid(paul, missionId, 90_000);
  const visitor = await newVisitor({ viewport: phone, language: "en-GB" });
  await visitor.open(pathTo("en", "mission", { id: missionId }));
  const { status, text } = await client.post(`/offers/${offer}/award`);
  expect(status, text).toBe(200);
  await visitor.page.getByText(reading.en.closedNotice.awarded ?? "").waitFor();
  // Nothing is left there that would be refused.
  await expect.poll(() => visitor.page.getByRole("link", { name: talk.en.askLink }).count()).toBe(0);
  await visitor.expectSoundPage();
  await visitor.picture("mission-live-phone");
  await visitor.leave();
});

describe("what keeps a page from hearing of an auction", () => {
  const MINUTE = 60_000;

  /** An open auction with one offer, read by somebody whose clock the test moves, by this way where there is one. */
  async function watched(proxy?: HttpProxy) {
    const [client, paul] = await Promise.all([person(site, "Mairie"), person(site, "Paul")]);
    const missionId = await published(client);
    const offer = await bid(paul, missionId, 90_000);
    const visitor = await newVisitor({});
    const { page } = visitor;
    const streams = new Set<Request>();
    page.on("request", (request) => /\/events$/.test(request.url()) && streams.add(request));
    for (const end of ["requestfinished", "requestfailed"] as const)
      page.on(end as "requestfinished", (request) => streams.delete(request));
    await page.clock.install();
    const path = pathTo("fr", "mission", { id: missionId });
    const shows = (cents: number) =>
      page.locator("[data-best]", { hasText: price(cents, "EUR", "fr") }).waitFor({ timeout: 20_000 });
    const lower = (priceCents: number) => paul.patch(`/offers/${offer}`, { priceCents });
    const look = async () => {
      await visitor.open(`${proxy?.url ?? ""}${path}`);
      await shows(90_000);
    };
    return { visitor, page, missionId, streams, look, shows, lower };
  }
  const proxyToSite = async () => {
    const proxy = await startHttpProxy(site.url);
    onTestFinished(() => proxy.close());
    return proxy;
  };

  it.each([["from the beginning"], ["after a while"]])(
    "a proxy that holds streams back %s: the page notices, and asks by itself",
    { timeout: 90_000 },
    async (when) => {
      const proxy = await proxyToSite();
      const { visitor, page, look, shows, lower } = await watched(proxy);
      if (when === "from the beginning") proxy.holdStreams();
      await look();
      if (when === "after a while") {
        await lower(85_000);
        await shows(85_000);
        proxy.holdStreams();
        // What the page asks for by itself once it has its first state comes before the next price.
        await page.clock.fastForward(2_000);
        await page.waitForTimeout(1_000);
      }
      await lower(80_000);
      // Longer than the comments that every stream has are apart; less than pages ask that hear everything.
      await page.clock.fastForward(21_000);
      await shows(80_000);
      await visitor.leave();
    },
  );

  it("a tab that is hidden for five minutes lets go, and shows what has become of it when it is looked at", {
    timeout: 90_000,
  }, async () => {
    const { visitor, page, streams, look, shows, lower } = await watched();
    await look();
    await expect.poll(() => streams.size).toBe(1);
    const turn = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await turn(true);
    await page.clock.fastForward(5 * MINUTE + 1_000);
    await expect.poll(() => streams.size).toBe(0);
    await lower(80_000);
    await turn(false);
    await shows(80_000);
    await expect.poll(() => streams.size).toBe(1);
    await visitor.leave();
  });

  it("a device that has slept for an hour counts right to the second once it wakes", {
    timeout: 90_000,
  }, async () => {
    const proxy = await proxyToSite();
    const { visitor, page, missionId, look } = await watched(proxy);
    await site.sql(
      "update missions set deadline = clock_timestamp() + interval '62 minutes', due_at = deadline where id = $1",
      [missionId],
    );
    await look();
    const countdown = page.locator("[data-countdown]");
    await expect.poll(() => countdown.innerText()).toMatch(/1.h/);
    // Asleep, its ticks stand still while its clock and the world go on; and no stream tells it so.
    proxy.holdStreams();
    proxy.passTime(60 * MINUTE);
    await page.clock.setSystemTime(Date.now() + 60 * MINUTE);
    const off = async () =>
      Math.abs(secondsOf(await countdown.innerText()) - ((await secondsLeft(missionId)) - 3_600));
    await expect.poll(off, { timeout: 10_000 }).toBeLessThan(3);
    await visitor.leave();
  });
});
