import { beforeAll, describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { common } from "../../src/web/i18n/common.ts";
import { favourites } from "../../src/web/i18n/favourites.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { savedSearches } from "../../src/web/i18n/saved-searches.ts";
import { oneOf } from "../support/depth.ts";
import { moderator, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { exampleMissions } from "./example-missions.ts";
import { enter } from "./steps.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let ids: Awaited<ReturnType<typeof exampleMissions>>;
beforeAll(async () => {
  ids = await exampleMissions(site.api);
});

const marked = async (who: Person): Promise<string[]> => (await who.get("/me/favourite-ids")).body.ids;

describe.each(
  oneOf<[Locale, typeof desk]>(0, [
    ["fr", phone],
    ["en", desk],
    ["fr", desk],
    ["en", phone],
  ]),
)("in %s", (locale, viewport) => {
  const size = viewport === phone ? "phone" : "desk";

  it("a heart puts a mission aside from a list, is pressed on its page as well, and lets it go again", {
    timeout: 120_000,
  }, async () => {
    const someone = await person(site, "Paul Ménard");
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    await enter(visitor, someone.email);
    await visitor.open(pathTo(locale, "feed"));
    const card = page.locator(".mission-card", { has: page.locator(`a[href$="${ids.open}"]`) });
    const heart = card.getByRole("button", { name: common[locale].favourite });
    await heart.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => heart.getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => marked(someone)).toEqual([ids.open]);
    await visitor.expectSoundPage();
    await visitor.picture(`hearts-feed-${locale}-${size}`, false);

    await visitor.open(pathTo(locale, "mission", { id: ids.open }));
    const onPage = page.getByRole("button", { name: common[locale].favourite });
    await expect.poll(() => onPage.getAttribute("aria-pressed")).toBe("true");
    await visitor.expectSoundPage();
    await visitor.picture(`hearts-mission-${locale}-${size}`, false);

    const hidden = ids.sealed;
    await someone.put(`/me/favourites/${hidden}`, undefined);
    const judge = await moderator(site);
    await judge.post(`/admin/missions/${hidden}/hide`, { reason: "À vérifier." });
    await visitor.open(pathTo(locale, "favourites"));
    await page.getByText(favourites[locale].gone).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`favourites-${locale}-${size}`);
    await page.getByRole("button", { name: favourites[locale].removeNamed(favourites[locale].gone) }).click();
    await expect.poll(() => marked(someone)).toEqual([ids.open]);
    await page.getByText(favourites[locale].add, { exact: true }).waitFor();
    await judge.post(`/admin/missions/${hidden}/unhide`, { reason: "Vérifié." });
    await visitor.leave();
  });

  it("a search is saved from its page, says how often it alerts, and is deleted", {
    timeout: 120_000,
  }, async () => {
    const texts = savedSearches[locale];
    const someone = await person(site, "Zoé Lacombe");
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    await enter(visitor, someone.email);
    await visitor.open(pathTo(locale, "search", {}, { q: "peinture", place: "Lyon", min: "100" }));
    await visitor.expectSoundPage();
    await visitor.picture(`alert-me-${locale}-${size}`, false);
    await page.getByRole("link", { name: reading[locale].alertMe }).click();
    await page.getByRole("button", { name: texts.save }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`save-search-${locale}-${size}`);
    await page.getByRole("button", { name: texts.save }).click();
    const row = page.getByRole("listitem").filter({ hasText: "Lyon" });
    await row.waitFor();
    await row.getByRole("combobox").selectOption("weekly");
    const kept = async () => (await someone.get("/me/saved-searches")).body.items;
    await expect.poll(async () => (await kept())[0].frequency).toBe("weekly");
    await site.sql(
      `insert into alert_matches (user_id, mission_id, search_id)
       select user_id, $1, id from saved_searches where user_id = $2`,
      [ids.open, someone.userId],
    );
    await someone.post("/me/saved-searches", { query: "q=électricien" });
    await site.sql(
      `update saved_searches set frequency = 'off', review_since = now()
       where user_id = $1 and frequency = 'daily'`,
      [someone.userId],
    );
    await page.reload();
    await page.getByText(texts.toReviewText).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`saved-searches-${locale}-${size}`);
    expect(await row.getByRole("link").getAttribute("href")).toMatch(
      /q=peinture&place=Lyon\+69001&radius=25|q=peinture/,
    );
    await row.getByRole("button", { name: texts.seen }).click();
    await expect.poll(async () => (await kept())[0].newCount).toBe(0);
    await row.getByRole("button", { name: texts.remove }).click();
    await page.getByRole("dialog").getByRole("button", { name: texts.remove }).click();
    await expect.poll(async () => (await kept()).length).toBe(1);
    await visitor.leave();
  });
});
