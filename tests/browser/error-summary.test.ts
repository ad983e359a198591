import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { moderation } from "../../src/web/i18n/moderation.ts";
import { prices } from "../../src/web/i18n/prices.ts";
import { publishing } from "../../src/web/i18n/publishing.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { localTime } from "../../src/web/publish/mission-form.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, focusedName, tabTo } from "./steps.ts";
import { desk, phone } from "./visitor.ts";

vi.setConfig({ testTimeout: 240_000 });

const { site, newVisitor } = browserSite({ RATE_LIMITS: "off" });
let client: Person;
let missionId: string;
beforeAll(async () => {
  client = await person(site, "Élodie & Cie <3");
  missionId = (await client.post("/missions", missionInput())).body.id;
});

const DAY_MS = 86_400_000;
const summary = (page: Page) => page.locator(".error-list");
const links = (page: Page) => summary(page).getByRole("link").allInnerTexts();

describe.each(
  oneOf<[Locale, typeof desk]>(1, [
    ["fr", desk],
    ["en", phone],
  ]),
)("what is wrong, in %s", (locale, viewport) => {
  const texts = publishing[locale];
  const named = (field: string, text: string) =>
    working[locale].namedError(field.replace(/\s*\?$/, ""), text);
  const next = (page: Page) => page.getByRole("button", { name: texts.next });
  const atStep = (page: Page, step: number) =>
    page.getByRole("heading", { level: 2, name: texts.steps[step - 1] ?? "" }).waitFor();
  const arrive = async (path: string) => {
    const visitor = await newVisitor({ viewport });
    await enter(visitor, client.email);
    await visitor.open(path);
    return { visitor, page: visitor.page };
  };

  /** The summary has the focus and lists just these, and each link leads to its field by the keyboard. */
  async function expectSummary(page: Page, expected: readonly [field: string, text: string][]) {
    await summary(page).waitFor();
    await expect.poll(() => links(page)).toEqual(expected.map(([field, text]) => named(field, text)));
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("alert");
    for (const [field, text] of expected) {
      await page
        .getByRole("alert")
        .filter({ has: summary(page) })
        .focus();
      await tabTo(page, named(field, text));
      await page.keyboard.press("Enter");
      expect(await focusedName(page)).toContain(field);
    }
  }

  it("with a mission is said at its step and its field, listed with links, and the rest is saved", async () => {
    const { visitor, page } = await arrive(pathTo(locale, "publish"));
    const tooShort = locale === "fr" ? "Au moins 3 caractères." : "At least 3 characters.";
    const noDescription = locale === "fr" ? "Au moins 10 caractères." : "At least 10 characters.";
    await page.getByLabel(texts.missionTitle, { exact: true }).fill("Un");
    await tabTo(page, texts.next);
    await page.keyboard.press("Enter");
    await expectSummary(page, [
      [texts.missionTitle, tooShort],
      [texts.description, noDescription],
      [texts.category, texts.categoryMissing],
    ]);
    await visitor.expectSoundPage();
    await visitor.picture(`errors-need-${locale}`);

    // The trade alone is missing: the draft is made, and its step is not left.
    const title = `Un muret à remonter, ${locale}`;
    await page.getByLabel(texts.missionTitle, { exact: true }).fill(title);
    await page
      .getByLabel(texts.description, { exact: true })
      .fill("Trois mètres de long, pierres sur place.");
    await next(page).click();
    await expectSummary(page, [[texts.category, texts.categoryMissing]]);
    await page.waitForURL(/mission=/);
    await page.getByLabel(texts.category, { exact: true }).selectOption("maconnerie");
    await next(page).click();
    await atStep(page, 2);
    expect(await summary(page).count()).toBe(0);
    const drafts = await site.sql("select category, deadline from missions where title = $1", [title]);
    expect(drafts).toEqual([{ category: "maconnerie", deadline: null }]);

    // A year of five digits, and one that is over.
    const deadline = page.getByLabel(texts.deadline, { exact: true });
    await deadline.fill("20266-12-01T10:00");
    await next(page).click();
    await expectSummary(page, [
      [texts.place, texts.placeMissing],
      [texts.deadline, texts.deadlineFar],
    ]);
    expect(await deadline.inputValue()).toBe("20266-12-01T10:00");
    await visitor.expectSoundPage();
    await visitor.picture(`errors-place-${locale}`);
    await page.getByLabel(texts.remote).check();
    await deadline.fill("2020-12-01T10:00");
    await next(page).click();
    await expectSummary(page, [[texts.deadline, texts.deadlinePast]]);
    await page.reload();
    await atStep(page, 2);
    expect(await deadline.inputValue()).toBe("2020-12-01T10:00");
    expect(await page.getByLabel(texts.remote).isChecked()).toBe(true);
    await deadline.fill(localTime(new Date(Date.now() + 7 * DAY_MS)));
    await next(page).click();
    await atStep(page, 3);

    await page.getByLabel(texts.budget, { exact: true }).fill("beaucoup");
    await next(page).click();
    await expectSummary(page, [[texts.budget, prices[locale].unreadable]]);
    await visitor.picture(`errors-price-${locale}`);
    await page.getByLabel(texts.budget, { exact: true }).fill("1200");
    await next(page).click();
    await atStep(page, 4);
    await page.getByRole("button", { name: texts.publish, exact: true }).click();
    await page.waitForURL(/\/(gerer|manage)$/);
    await visitor.leave();
  });

  it("with a draft that lacks much is listed at the review, and again at the step that mends it", async () => {
    const { body: draft } = await client.post("/missions", {
      title: "Une idée de mission",
      description: "De quoi commencer, et rien de plus.",
    });
    const { visitor, page } = await arrive(pathTo(locale, "publish", {}, { mission: draft.id, step: 4 }));
    await page.getByRole("button", { name: texts.publish, exact: true }).click();
    await expectSummary(page, [
      [texts.category, texts.categoryMissing],
      [texts.place, texts.placeMissing],
    ]);
    await visitor.expectSoundPage();
    await visitor.picture(`errors-review-${locale}`);
    await page.getByRole("button", { name: `${texts.change} ${texts.category}` }).click();
    await atStep(page, 1);
    await expect.poll(() => links(page)).toEqual([named(texts.category, texts.categoryMissing)]);
    await visitor.expectSoundPage();
    expect((await client.get(`/missions/${draft.id}`)).body.status).toBe("draft");
    await visitor.leave();
  });

  it("with a later deadline is said before anything is sent", async () => {
    const words = workspace[locale];
    const { body: mission } = await client.post("/missions", missionInput());
    const { visitor, page } = await arrive(pathTo(locale, "manage", { id: mission.id }));
    await page.getByRole("button", { name: words.extend, exact: true }).click();
    const dialog = page.getByRole("dialog");
    const deadline = dialog.getByLabel(words.newDeadline);
    await deadline.fill("20266-12-01T10:00");
    await dialog.getByRole("button", { name: words.extend }).click();
    expect(await deadline.evaluate((field: HTMLInputElement) => field.validity.rangeOverflow)).toBe(true);
    expect(await dialog.isVisible()).toBe(true);
    await visitor.expectSoundPage();
    const typed = localTime(new Date(Date.now() + 20 * DAY_MS));
    const later = await page.evaluate((text) => new Date(text).toISOString(), typed);
    await deadline.fill(typed);
    await dialog.getByRole("button", { name: words.extend }).click();
    await expect.poll(async () => (await client.get(`/missions/${mission.id}`)).body.deadline).toBe(later);
    await visitor.leave();
  });

  it("with a report is listed like with any form", async () => {
    const words = moderation[locale];
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    await visitor.open(pathTo(locale, "report", {}, { type: "mission", id: missionId }));
    await page.getByRole("button", { name: words.send }).click();
    await summary(page).waitFor();
    const choose = locale === "fr" ? "Choisissez dans la liste." : "Choose from the list.";
    await expect.poll(async () => (await links(page))[0]).toBe(named(words.category, choose));
    expect(await links(page)).toHaveLength(3);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("alert");
    await summary(page).getByRole("link").last().click();
    expect(await focusedName(page)).toBe(words.goodFaith);
    await visitor.expectSoundPage();
    await visitor.picture(`errors-report-${locale}`);
    await visitor.leave();
  });
});

describe.each(
  oneOf<[Locale, typeof desk]>(0, [
    ["fr", phone],
    ["en", desk],
  ]),
)("a list whose address asks for what is not there, in %s", (locale, viewport) => {
  const texts = reading[locale];
  const named = (field: string, text: string) =>
    working[locale].namedError(field.replace(/\s*\?$/, ""), text);

  it("a search keeps its criteria, leaves out what is wrong and links to it, without JavaScript", async () => {
    const visitor = await newVisitor({ viewport, javaScript: false });
    const { page } = visitor;
    const query = { q: "installation", min: "5000", max: "100", radius: 7, category: "dresseur-de-puces" };
    const answer = await page.goto(pathTo(locale, "search", {}, { ...query, sort: "loud", cursor: "x" }));
    expect(answer?.status()).toBe(200);
    expect(await page.locator("#q").inputValue()).toBe("installation");
    expect(await page.locator("#min").inputValue()).toBe("5000");
    expect(await page.locator("#max").inputValue()).toBe("100");
    // What is left is asked for.
    expect(await page.getByRole("article").count()).toBeGreaterThan(0);
    const said = await summary(page).getByRole("listitem").allInnerTexts();
    const unknown = (field: string) => named(field, texts.unknownValue);
    expect(said.slice(0, -1).sort()).toEqual(
      [
        unknown(texts.radius),
        unknown(texts.category),
        unknown(texts.sortBy),
        named(texts.budgetMin, texts.budgetRange),
      ].sort(),
    );
    expect(said.at(-1)).toContain(texts.pages);
    const min = page.locator("#min");
    expect(await min.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("#min-error").innerText()).toBe(texts.budgetRange);
    await visitor.picture(`address-search-${locale}`);
    await tabTo(page, named(texts.budgetMin, texts.budgetRange));
    await page.keyboard.press("Enter");
    await page.waitForURL(/#min$/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("min");
    await min.fill("50");
    await page.locator("#max").fill("100000");
    await page.getByRole("button", { name: texts.submit }).click();
    await page.waitForURL((url) => url.searchParams.get("min") === "50");
    expect(await summary(page).count()).toBe(0);
    await visitor.leave();
  });

  it("is a sound page", async () => {
    const visitor = await newVisitor({ viewport });
    await visitor.open(
      pathTo(locale, "search", {}, { min: "5000", max: "100", category: "rien", sort: "loud" }),
    );
    await summary(visitor.page).waitFor();
    await visitor.expectSoundPage();
    await visitor.leave();
  });

  it.each(["feed", "town"] as const)("the %s says it and shows its first page", async (name) => {
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    const query = { sort: "loud", radius: 7, cursor: "x" };
    const path = pathTo(locale, name, { place: "saint-etienne-42218" }, query);
    expect((await page.goto(path))?.status()).toBe(200);
    const said = await summary(page).getByRole("listitem").allInnerTexts();
    expect(said[0]).toBe(named(name === "town" ? texts.radius : texts.sortBy, texts.unknownValue));
    expect(said).toHaveLength(2);
    await visitor.expectSoundPage();
    await visitor.picture(`address-${name}-${locale}`);
    await visitor.leave();
  });
});
