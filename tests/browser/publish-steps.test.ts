import type { Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { keptText } from "../../src/web/i18n/kept-text.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { ownLists } from "../../src/web/i18n/own-lists.ts";
import { performerTexts } from "../../src/web/i18n/performers.ts";
import { publishing } from "../../src/web/i18n/publishing.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { price } from "../../src/web/lib/format.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, offerInput, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, openAccount } from "./steps.ts";
import { phone, type Visitor } from "./visitor.ts";

vi.setConfig({ testTimeout: 240_000 });

const { site, newVisitor } = browserSite({ RATE_LIMITS: "off" });

const title = "L’équipe d’Élodie & Cie <3 repeint un salon";
const description = "Trente mètres carrés, deux couches, plafond compris ; le parquet est à protéger.";

async function arrive(viewport?: typeof phone): Promise<{ visitor: Visitor; page: Page; email: string }> {
  const email = `${crypto.randomUUID()}@example.org`;
  await openAccount(site, email, "Élodie Martin");
  const visitor = await newVisitor(viewport && { viewport });
  await enter(visitor, email);
  return { visitor, page: visitor.page, email };
}

const missionsOf = (email: string) =>
  site.sql<{ id: string; title: string; status: string; remote: boolean }>(
    "select m.id, m.title, m.status, m.remote from missions m join users u on u.party_id = m.client_party_id where u.email = $1",
    [email],
  );
const titleField = (page: Page, locale: Locale) =>
  page.getByLabel(publishing[locale].missionTitle, { exact: true });
const next = (page: Page, locale: Locale) => page.getByRole("button", { name: publishing[locale].next });
const atStep = (page: Page, locale: Locale, step: number) =>
  page.getByRole("heading", { level: 2, name: publishing[locale].steps[step - 1] ?? "" }).waitFor();

/** The next write to this address is carried out, and its answer never arrives. */
async function loseAnswer(page: Page, address: string, method = "POST"): Promise<string[]> {
  const keys: string[] = [];
  let lost = false;
  await page.route(address, async (route) => {
    if (route.request().method() !== method) return route.continue();
    keys.push(route.request().headers()["idempotency-key"] ?? "");
    if (lost) return route.continue();
    lost = true;
    await route.fetch();
    await route.abort();
  });
  return keys;
}

describe.each(
  oneOf<[Locale, typeof phone | undefined]>(1, [
    ["fr", undefined],
    ["en", phone],
  ]),
)("a mission that is being written, in %s", (locale, viewport) => {
  const texts = publishing[locale];

  it("keeps what was typed through reload, back, forward and leaving, at the step of its address, as one draft", async () => {
    const { visitor, page, email } = await arrive(viewport);
    await visitor.open(pathTo(locale, "publish"));
    const association = page.getByLabel(performerTexts[locale].choices.association);
    await titleField(page, locale).fill(title);
    await association.uncheck();
    await page.reload();
    expect(await titleField(page, locale).inputValue()).toBe(title);
    expect(await association.isChecked()).toBe(false);
    await page.getByText(keptText[locale].discard).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`publish-found-${locale}`);
    await visitor.open(pathTo(locale, "feed"));
    await page.goBack();
    await titleField(page, locale).waitFor();
    expect(await titleField(page, locale).inputValue()).toBe(title);
    await page.getByLabel(texts.description, { exact: true }).fill(description);
    await page.getByLabel(texts.category, { exact: true }).selectOption("peinture");
    await next(page, locale).click();
    await atStep(page, locale, 2);
    expect(new URL(page.url()).searchParams.get("step")).toBe("2");
    await page.getByLabel(texts.remote).check();
    await page.goBack();
    await atStep(page, locale, 1);
    expect(await titleField(page, locale).inputValue()).toBe(title);
    await next(page, locale).click();
    await atStep(page, locale, 2);
    await page.goBack();
    await page.goForward();
    await atStep(page, locale, 2);
    await page.reload();
    await atStep(page, locale, 2);
    expect(await page.getByLabel(texts.remote).isChecked()).toBe(true);
    await next(page, locale).click();
    await atStep(page, locale, 3);
    await visitor.expectSoundPage();
    await visitor.picture(`publish-step-3-${locale}`);
    expect(await missionsOf(email)).toMatchObject([{ title, status: "draft", remote: true }]);
    await visitor.leave();
  });
});

describe("a network that fails", () => {
  it("makes no second draft when the first one's answer was lost, not even of another title after a reload", async () => {
    const { visitor, page, email } = await arrive();
    await visitor.open(pathTo("fr", "publish"));
    const keys = await loseAnswer(page, "**/api/v1/missions");
    await titleField(page, "fr").fill(title);
    await page.getByLabel(publishing.fr.description, { exact: true }).fill(description);
    await page.getByLabel(publishing.fr.category, { exact: true }).selectOption("peinture");
    await next(page, "fr").click();
    await page.getByText(working.fr.networkFailed).waitFor();
    await page.reload();
    await titleField(page, "fr").fill(`${title}, en bleu`);
    await next(page, "fr").click();
    await atStep(page, "fr", 2);
    expect(await missionsOf(email)).toMatchObject([{ title: `${title}, en bleu` }]);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
    // Without a network the text stays, and the way back works.
    await page.context().setOffline(true);
    await page.getByLabel(publishing.fr.remote).check();
    await next(page, "fr").click();
    await page.getByText(working.fr.networkFailed).waitFor();
    await page.getByRole("button", { name: publishing.fr.back }).click();
    await atStep(page, "fr", 1);
    await page.goBack();
    await atStep(page, "fr", 2);
    expect(await page.getByLabel(publishing.fr.remote).isChecked()).toBe(true);
    await page.context().setOffline(false);
    await next(page, "fr").click();
    await atStep(page, "fr", 3);
    await visitor.leave();
  });

  it("makes one offer of an offer that is sent again, also after a reload", async () => {
    const client = await person(site, "Mairie de Vénissieux");
    const { body: mission } = await client.post("/missions", missionInput());
    const { visitor, page } = await arrive(phone);
    await visitor.open(pathTo("fr", "offer", { id: mission.id }));
    const keys = await loseAnswer(page, "**/api/v1/missions/*/offers");
    await page.getByLabel(workspace.fr.price).fill("2900");
    await page.getByLabel(workspace.fr.durationDays).fill("9");
    await page.getByLabel(workspace.fr.message).fill(description);
    await page.reload();
    expect(await page.getByLabel(workspace.fr.message).inputValue()).toBe(description);
    await visitor.picture("offer-found-fr");
    await page.getByRole("button", { name: workspace.fr.submitOffer }).click();
    await page
      .getByRole("region", { name: workspace.fr.yourOffer })
      .or(page.getByText(working.fr.networkFailed))
      .waitFor();
    // Unless the page has found it by reading, or finds it while this is pressed: the button is gone then.
    const again = page.getByRole("button", { name: workspace.fr.submitOffer });
    if (await again.isVisible()) await again.click({ timeout: 10_000 }).catch(() => {});
    await page.getByRole("region", { name: workspace.fr.yourOffer }).waitFor();
    expect(new Set(keys).size).toBe(1);
    expect(await site.sql("select 1 from offers where mission_id = $1", [mission.id])).toHaveLength(1);
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain("deux couches");
    await visitor.leave();
  });

  it("says that a lower price stands whose answer was lost, not that it is too high", async () => {
    const client = await person(site, "Mairie de Vénissieux");
    const { body: mission } = await client.post("/missions", missionInput());
    const bidder = await person(site, "Volt & Fils");
    const { body: offer } = await bidder.post(`/missions/${mission.id}/offers`, offerInput(300_000));
    const visitor = await newVisitor();
    const { page } = visitor;
    await enter(visitor, bidder.email);
    await visitor.open(pathTo("fr", "offer", { id: mission.id }));
    let away = true;
    await page.route("**/api/v1/missions/*/offers?mine=true*", (route) =>
      away ? route.abort() : route.continue(),
    );
    await loseAnswer(page, `**/api/v1/offers/${offer.id}`, "PATCH");
    await page.getByLabel(workspace.fr.newPrice).fill("2800");
    await page.getByRole("button", { name: workspace.fr.lower }).click();
    await page.getByRole("alert").getByText(working.fr.networkFailed).waitFor();
    // Not before the price is sent again: the page also looks by itself, and would have said so already.
    page.on("request", (request) => {
      if (request.method() === "PATCH") away = false;
    });
    await page.getByRole("button", { name: workspace.fr.lower }).click();
    await page.getByText(keptText.fr.priceStands(price(280_000, "EUR", "fr"))).waitFor();
    await page.getByRole("alert").getByText(/./).waitFor({ state: "detached" });
    expect(await page.getByLabel(workspace.fr.newPrice).inputValue()).toBe("");
    const prices = page.getByRole("complementary", { name: workspace.fr.otherPrices });
    expect(await prices.getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringContaining(price(280_000, "EUR", "fr")),
    ]);
    await page
      .getByRole("region", { name: workspace.fr.yourOffer })
      .getByText(price(280_000, "EUR", "fr"), { exact: true })
      .waitFor();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("amount");
    expect(await site.sql("select price_cents::int as cents from offers where id = $1", [offer.id])).toEqual([
      { cents: 280_000 },
    ]);
    expect(await visitor.accessibilityFaults()).toEqual([]);
    await visitor.picture("price-stands-fr");
    await visitor.leave();
  });

  it("is not said to be a town that does not exist", async () => {
    const { visitor, page } = await arrive();
    await visitor.open(pathTo("fr", "publish"));
    await titleField(page, "fr").fill(title);
    await page.getByLabel(publishing.fr.description, { exact: true }).fill(description);
    await page.getByLabel(publishing.fr.category, { exact: true }).selectOption("peinture");
    await next(page, "fr").click();
    await atStep(page, "fr", 2);
    await page.route("**/api/v1/places?*", (route) => route.abort());
    const place = page.getByRole("combobox", { name: publishing.fr.place });
    await place.pressSequentially("Vénissieux");
    await page.getByRole("listbox").getByText(working.fr.networkFailed).waitFor();
    await visitor.picture("place-unreachable-fr", false);
    await place.press("Tab");
    await next(page, "fr").click();
    await page.getByRole("alert").getByText(working.fr.networkFailed).waitFor();
    expect(await place.inputValue()).toBe("Vénissieux");
    await page.unroute("**/api/v1/places?*");
    await next(page, "fr").click();
    await atStep(page, "fr", 3);
    await visitor.leave();
  });
});

describe("a draft in two tabs", () => {
  it("says that the other has changed it, and loses neither's text", async () => {
    const { visitor, page, email } = await arrive();
    await visitor.open(pathTo("fr", "publish"));
    await titleField(page, "fr").fill(title);
    await page.getByLabel(publishing.fr.description, { exact: true }).fill(description);
    await page.getByLabel(publishing.fr.category, { exact: true }).selectOption("peinture");
    await next(page, "fr").click();
    await atStep(page, "fr", 2);
    await page.goBack();
    const other = await visitor.anotherTab();
    await other.open(page.url());
    await titleField(other.page, "fr").fill("Le titre de l’autre onglet");
    await next(other.page, "fr").click();
    await atStep(other.page, "fr", 2);
    await titleField(page, "fr").fill("Le titre d’ici");
    await next(page, "fr").click();
    await page.getByText(publishing.fr.changedElsewhere).waitFor();
    expect(await titleField(page, "fr").inputValue()).toBe("Le titre d’ici");
    await visitor.expectSoundPage();
    await visitor.picture("changed-elsewhere-fr");
    expect(await missionsOf(email)).toMatchObject([{ title: "Le titre de l’autre onglet" }]);
    await page.getByRole("button", { name: publishing.fr.keepMine }).click();
    await atStep(page, "fr", 2);
    expect(await missionsOf(email)).toMatchObject([{ title: "Le titre d’ici" }]);
    await visitor.leave();
  });
});

describe("a draft", () => {
  it("is found under its state and deleted from the list, after a question", async () => {
    const { visitor, page, email } = await arrive(phone);
    await visitor.open(pathTo("fr", "publish"));
    await titleField(page, "fr").fill(title);
    await page.getByLabel(publishing.fr.description, { exact: true }).fill(description);
    await page.getByLabel(publishing.fr.category, { exact: true }).selectOption("peinture");
    await next(page, "fr").click();
    await atStep(page, "fr", 2);
    await visitor.open(pathTo("fr", "myMissions"));
    await page.getByLabel(ownLists.fr.state).selectOption("archived");
    await page.getByText(ownLists.fr.noneInState).waitFor();
    await page.getByLabel(ownLists.fr.state).selectOption("draft");
    await page.getByRole("link", { name: title }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture("drafts-fr");
    await page.getByRole("button", { name: ownLists.fr.deleteDraftNamed(title) }).click();
    await visitor.picture("delete-draft-fr", false);
    await page.getByRole("dialog").getByRole("button", { name: ownLists.fr.deleteDraft }).click();
    await page.getByText(ownLists.fr.noneInState).waitFor();
    expect(await missionsOf(email)).toEqual([]);
    await visitor.leave();
  });
});
