import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { price } from "../../src/web/lib/format.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, offerInput, type Person, withToken } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, openAccount, PASSWORD } from "./steps.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

/** An account that a browser and this test can both act for. */
async function account(displayName: string): Promise<Person> {
  const email = `${crypto.randomUUID()}@example.org`;
  await openAccount(site, email, displayName);
  const { body } = await site.api.post("/auth/login", { email, password: PASSWORD });
  return withToken(site, body.accessToken, body.user);
}

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

/** As so many other accounts would have left them, bidders `from` to `to`: each a euro above the one before. */
async function others(client: Person, missionId: string, from: number, to: number): Promise<void> {
  await site.sql(
    `with numbers as (select n, uuid_v7() as id from generate_series($3::int, $4::int) n),
     bidders as (insert into parties (id, kind, display_name) select id, 'person', 'Atelier ' || n from numbers)
     insert into offers (mission_id, client_party_id, provider_party_id, bidder_number, price_cents, duration_days, message)
     select $1, $2, id, n, 200000 + 100 * n, 10, 'Bonjour.' from numbers`,
    [missionId, client.partyId, from, to],
  );
}

describe.each<Locale>(oneOf<Locale>(0, ["fr", "en"]))("an auction with 124 offers, in %s", (locale) => {
  const words = workspace[locale];
  const euros = (cents: number) => price(cents, "EUR", locale);

  it("shows its client the best price first, and every offer in turn, with how many there are", {
    timeout: 240_000,
  }, async () => {
    const client = await account("Mairie de Vénissieux");
    const late = await account("Le Dernier Venu");
    const missionId = await published(client);
    await others(client, missionId, 1, 123);
    const offer = await bid(late, missionId, 150_000);
    const visitor = await newVisitor({ viewport: desk });
    const { page } = visitor;
    await enter(visitor, client.email);
    await visitor.open(pathTo(locale, "manage", { id: missionId }));
    const offers = page.locator(".comparison > li");
    const best = offers.first();
    await best.getByRole("heading", { name: "Le Dernier Venu" }).waitFor();
    expect(await best.innerText()).toContain(words.bestBadge);
    expect(await page.getByText(words.bestBadge, { exact: true }).count()).toBe(1);
    expect(await page.locator("#offers").innerText()).toMatch(/124/);
    await visitor.expectSoundPage();
    await visitor.picture(`many-offers-${locale}`);
    const more = page.getByRole("button", { name: words.more });
    for (let shown = 24; shown < 124; shown = await offers.count()) {
      expect(await offers.count()).toBe(shown);
      await more.click();
      await expect.poll(() => offers.count(), { timeout: 20_000 }).toBeGreaterThan(shown);
    }
    expect(await offers.count()).toBe(124);
    expect(await more.count()).toBe(0);
    await page.getByRole("heading", { name: "Atelier 123", exact: true }).waitFor();
    // In another order too, the best price is the best of all.
    await page.getByRole("button", { name: words.sortByArrival }).click();
    await offers.first().getByRole("heading", { name: "Atelier 1", exact: true }).waitFor();
    expect(await page.getByText(words.bestBadge, { exact: true }).count()).toBeLessThanOrEqual(1);
    await page.getByRole("button", { name: words.sortByPrice }).click();
    await page.getByRole("button", { name: words.awardTo("Le Dernier Venu") }).click();
    await page
      .getByRole("dialog")
      .getByText(words.awardText("Le Dernier Venu", euros(150_000)))
      .waitFor();
    expect((await client.post(`/offers/${offer}/award`)).status).toBe(200);
    await visitor.leave();
  });

  it("shows its hundred and first bidder the own offer, its place, and who leads", {
    timeout: 240_000,
  }, async () => {
    const client = await account("Mairie de Vénissieux");
    const bidder = await account("Prestataire du Milieu");
    const missionId = await published(client);
    await others(client, missionId, 1, 100);
    await bid(bidder, missionId, 205_050);
    await others(client, missionId, 102, 123);
    await bid(await account("Le Cent Vingt-Quatrième"), missionId, 900_000);
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await enter(visitor, bidder.email);
    await visitor.open(pathTo(locale, "offer", { id: missionId }));
    const own = page.getByRole("region", { name: words.yourOffer });
    await own.getByText(euros(205_050)).waitFor();
    await page.getByText(words.youTrail(euros(200_100))).waitFor();
    const prices = page.getByRole("complementary", { name: words.otherPrices });
    const mine = prices.locator(".mine");
    expect(await mine.innerText()).toContain("101");
    expect(await mine.innerText()).toMatch(/^51\./);
    expect(await prices.innerText()).toMatch(/124/);
    await visitor.expectSoundPage();
    await visitor.picture(`hundred-and-first-${locale}`);
    await visitor.leave();
  });
});

it("the map of a town counts its hundred and first mission too", { timeout: 180_000 }, async () => {
  const client = await account("Mairie de Gap");
  for (let n = 0; n <= 100; n++) await published(client, { location: { inseeCode: "05061" } });
  const visitor = await newVisitor();
  const { page } = visitor;
  await visitor.open(pathTo("fr", "town", { place: "gap-05061" }));
  await page.getByRole("button", { name: reading.fr.showMap }).click();
  await page.getByRole("button", { name: "Gap ×\u00a0101", exact: true }).waitFor();
  await visitor.leave();
});

/** Leaves so many seconds until the deadline. */
async function leave(missionId: string, seconds: number): Promise<void> {
  await site.sql(
    `update missions set deadline = at, due_at = at
     from (select date_trunc('milliseconds', clock_timestamp() + make_interval(secs => $2)) as at) t where id = $1`,
    [missionId, seconds],
  );
}

/** How many seconds the countdown says; NaN where it says something else. */
const secondsOf = (text: string): number => {
  const [, minutes, seconds] = /^(\d+)\s?min (\d+)\s?s$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

describe.each([
  ["ten minutes fast", 600_000],
  ["ten minutes slow", -600_000],
])("on a device whose clock is %s", (_, clockOffMs) => {
  it("time runs by the server's clock: on a mission's page, where offers are made, and in forms", {
    timeout: 180_000,
  }, async () => {
    const client = await account("Mairie de Vénissieux");
    const provider = await account("Paul Ménard");
    const missionId = await published(client);
    await leave(missionId, 300);
    const visitor = await newVisitor({ clockOffMs });
    const { page } = visitor;
    await page.goto(pathTo("fr", "mission", { id: missionId }));
    const countdown = page.locator("[data-countdown]");
    await countdown.waitFor();
    const [row] = await site.sql<{ left: number }>(
      "select extract(epoch from deadline - clock_timestamp())::float8 as left from missions where id = $1",
      [missionId],
    );
    const said = secondsOf(await countdown.innerText());
    // Reading both takes its time on a slow machine; ten minutes it does not take.
    expect(Math.abs(said - (row?.left ?? Number.NaN))).toBeLessThan(60);

    await enter(visitor, provider.email);
    await visitor.open(pathTo("fr", "offer", { id: missionId }));
    await page.getByRole("button", { name: workspace.fr.submitOffer }).waitFor();

    await visitor.open(pathTo("fr", "publish"));
    const device = await page.evaluate(() => Date.now());
    expect(Math.abs(device - Date.now() - clockOffMs)).toBeLessThan(60_000);
    await visitor.leave();
  });
});

/**
 * As when somebody comes back to the tab: what stands there is asked for at once, and not only in its turn. Again until it
 * has come: while one answer is on its way no other is asked for.
 */
const lookUntil = (page: Page, shown: Locator) =>
  expect
    .poll(
      async () => {
        await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
        return shown.isVisible();
      },
      { interval: 500 },
    )
    .toBe(true);

describe("while a mission's page is open", () => {
  it("the page tells the truth: the last offer withdrawn, the auction over and opened again, the mission cancelled", {
    timeout: 240_000,
  }, async () => {
    const client = await account("Mairie de Vénissieux");
    const provider = await account("Paul Ménard");
    const missionId = await published(client);
    const offer = await bid(provider, missionId, 43_210);
    const visitor = await newVisitor();
    const { page } = visitor;
    await page.goto(pathTo("fr", "mission", { id: missionId }));
    const best = page.locator("[data-best]");
    const offering = page.getByRole("link", { name: reading.fr.makeOffer });
    expect(await best.innerText()).toContain("432,10");

    await provider.post(`/offers/${offer}/withdraw`);
    await expect.poll(() => best.innerText(), { timeout: 60_000 }).toBe("–");
    expect(await page.locator("[data-offer-count]").innerText()).toBe("0");

    await bid(provider, missionId, 40_000);
    await client.post(`/missions/${missionId}/addenda`, { text: "Le portail est à gauche." });
    await lookUntil(page, page.getByText("Le portail est à gauche."));

    await leave(missionId, 0);
    await client.post(`/missions/${missionId}/addenda`, { text: "Merci à tous." });
    await lookUntil(page, page.getByText(reading.fr.closedNotice.closed ?? ""));
    expect(await offering.count()).toBe(0);

    const deadline = new Date(Date.now() + 86_400_000).toISOString();
    expect((await client.post(`/missions/${missionId}/extend`, { deadline })).status).toBe(200);
    await lookUntil(page, offering);

    await provider.post(`/offers/${offer}/withdraw`);
    expect((await client.post(`/missions/${missionId}/cancel`)).status).toBe(200);
    await lookUntil(page, page.getByText(reading.fr.gone));
    expect(await offering.count()).toBe(0);
    expect(await best.count()).toBe(0);
    await visitor.expectSoundPage();
    await visitor.picture("mission-gone");
    await visitor.leave();
  });

  it("the time is over when the server says so after it, and with it the way to an offer", {
    timeout: 120_000,
  }, async () => {
    const client = await account("Mairie de Vénissieux");
    const missionId = await published(client);
    await leave(missionId, 12);
    // The timer lags, as it may: the page says it all the same.
    await site.sql("update missions set due_at = deadline + interval '1 hour' where id = $1", [missionId]);
    const visitor = await newVisitor();
    const { page } = visitor;
    await page.goto(pathTo("fr", "mission", { id: missionId }));
    const countdown = page.locator("[data-countdown]");
    await countdown.getByText(reading.fr.over).waitFor({ timeout: 60_000 });
    await page.getByRole("link", { name: reading.fr.makeOffer }).waitFor({ state: "hidden" });
    await visitor.leave();
  });

  it("what a provider has written stays when the mission is cancelled meanwhile, and cannot be sent", {
    timeout: 120_000,
  }, async () => {
    const client = await account("Mairie de Vénissieux");
    const provider = await account("Paul Ménard");
    const missionId = await published(client);
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await enter(visitor, provider.email);
    await visitor.open(pathTo("fr", "offer", { id: missionId }));
    const message = page.getByLabel(workspace.fr.message);
    await message.fill("Une longue réponse, écrite avec soin.");
    expect((await client.post(`/missions/${missionId}/cancel`)).status).toBe(200);
    await page.getByText(reading.fr.gone).waitFor({ timeout: 60_000 });
    expect(await message.inputValue()).toBe("Une longue réponse, écrite avec soin.");
    expect(await page.getByRole("button", { name: workspace.fr.submitOffer }).count()).toBe(0);
    await visitor.expectSoundPage();
    await visitor.picture("offer-gone");
    await visitor.leave();
  });
});

describe.each(
  oneOf<[Locale, string, string, string]>(1, [
    ["fr", "Indian/Reunion", "heure de La Réunion", "heure de Paris"],
    ["en", "America/Guadeloupe", "Guadeloupe time", "Paris time"],
  ]),
)("a reader elsewhere, in %s from %s", (locale, timeZone, own, sites) => {
  it("reads each deadline in the site's time and in the own, and types one knowing in which", {
    timeout: 180_000,
  }, async () => {
    const client = await account("Mairie de Saint-Denis");
    const missionId = await published(client);
    const visitor = await newVisitor({ timeZone, viewport: phone });
    const { page } = visitor;
    const both = new RegExp(`${sites} \\(.+${own}\\)`);
    await visitor.open(pathTo(locale, "mission", { id: missionId }));
    expect(await page.locator("time[data-deadline]").innerText()).toMatch(both);
    await visitor.expectSoundPage();
    await visitor.picture(`elsewhere-mission-${locale}`);
    await visitor.open(pathTo(locale, "search"));
    expect(await page.getByRole("article").locator("time").first().innerText()).toMatch(both);
    await visitor.expectSoundPage();
    await visitor.picture(`elsewhere-search-${locale}`);

    await enter(visitor, client.email);
    await visitor.open(pathTo(locale, "manage", { id: missionId }));
    await page.getByText(both).first().waitFor();
    await page.getByRole("button", { name: workspace[locale].extend }).click();
    const field = page.getByLabel(workspace[locale].newDeadline);
    await page.getByText(working[locale].typedIn(own)).waitFor();
    const typed = await page.evaluate(() => {
      const local = new Date(Date.now() + 9 * 86_400_000);
      local.setHours(18, 0, 0, 0);
      return { at: local.toISOString(), day: local.toLocaleDateString("sv") };
    });
    await field.fill(`${typed.day}T18:00`);
    await page.getByRole("dialog").getByText(both).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`elsewhere-extend-${locale}`);
    await page.getByRole("dialog").getByRole("button", { name: workspace[locale].extend }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect
      .poll(async () => (await client.get(`/missions/${missionId}`)).body.deadline, { timeout: 20_000 })
      .toBe(typed.at);
    await visitor.leave();
  });
});
