import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { pathTo } from "../../src/web/i18n/paths.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { price } from "../../src/web/lib/format.ts";
import { launchBrowser } from "../support/chromium.ts";
import { missionInput, offerInput, type Person, withToken } from "../support/people.ts";
import { type Site, startSite } from "./site.ts";
import { openAccount, PASSWORD, signIn } from "./steps.ts";
import { desk, phone, Visitor } from "./visitor.ts";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

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

describe.each<Locale>(["fr", "en"])("an auction with 124 offers, in %s", (locale) => {
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
    const visitor = await Visitor.arrive(browser, site.url, { viewport: desk });
    const { page } = visitor;
    await signIn(visitor, locale, client.email);
    await visitor.open(pathTo(locale, "manage", { id: missionId }));
    const offers = page.locator(".comparison > li");
    const best = offers.first();
    await best.getByRole("heading", { name: "Le Dernier Venu" }).waitFor();
    expect(await best.innerText()).toContain(words.bestBadge);
    expect(await page.getByText(words.bestBadge, { exact: true }).count()).toBe(1);
    expect(await page.getByRole("heading", { level: 2 }).innerText()).toMatch(/124/);
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
    await others(client, missionId, 102, 124);
    const visitor = await Visitor.arrive(browser, site.url, { viewport: phone });
    const { page } = visitor;
    await signIn(visitor, locale, bidder.email);
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
