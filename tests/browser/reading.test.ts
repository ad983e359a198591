import { beforeAll, describe, expect, it } from "vitest";
import { refreshSearch } from "../../src/server/features/listing/index.ts";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { mapControls } from "../../src/web/i18n/map.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { oneOf, shareOf } from "../support/depth.ts";
import { browserSite } from "./browser-site.ts";
import { exampleMissions } from "./example-missions.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let ids: Awaited<ReturnType<typeof exampleMissions>>;
beforeAll(async () => {
  ids = await exampleMissions(site.api);
  // What a job does in time: the words that typing errors are put right to.
  await refreshSearch(site.resources.database.writer);
});

describe.each<Locale>(oneOf<Locale>(0, ["fr", "en"]))("reading without JavaScript, in %s", (locale) => {
  const words = reading[locale];

  it("a visitor reads the feed, searches, looks around a town and reads a mission", async () => {
    const visitor = await newVisitor({ viewport: phone, javaScript: false });
    const { page } = visitor;
    await visitor.open(pathTo(locale, "feed"));
    expect(await page.getByRole("article").count()).toBe(20);
    await visitor.picture(`feed-without-javascript-${locale}`);
    await page.getByRole("link", { name: words.next }).click();
    expect(await page.getByRole("article").count()).toBe(3);

    await visitor.open(pathTo(locale, "search"));
    await page.getByLabel(words.what).fill("électricienne");
    await page.getByLabel(words.where).fill("st etienne");
    await page.getByRole("button", { name: words.submit }).click();
    await page.getByRole("heading", { level: 2, name: /Saint-Étienne/ }).waitFor();
    const found = page.getByRole("link", { name: "Dépannage d’un électricien à Saint-Étienne" });
    await found.click();
    await page
      .getByRole("heading", { level: 1, name: "Dépannage d’un électricien à Saint-Étienne" })
      .waitFor();

    await page
      .getByRole("link", { name: /^Saint-Étienne/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: words.townTitle("Saint-Étienne") }).waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
    expect(await page.getByRole("button", { name: words.showMap }).count()).toBe(0);
    await visitor.leave();
  });

  it("a text comes back as it was typed, and a sealed price is not on the page", async () => {
    const visitor = await newVisitor({ javaScript: false });
    await visitor.open(pathTo(locale, "mission", { id: ids.sealed }));
    await visitor.page.getByRole("heading", { level: 1, name: "L'équipe d'Élodie & Cie <3" }).waitFor();
    expect(await visitor.page.locator("article").innerText()).toContain('x<y>z & "guillemets" « français »');
    const html = await visitor.page.content();
    expect(html).toContain(words.sealed);
    expect(html).not.toMatch(/777\s?€|€777|777\.00|77700/);
    await visitor.leave();
  });
});

describe.each<Locale>(oneOf<Locale>(1, ["fr", "en"]))("a search, in %s", (locale) => {
  const words = reading[locale];

  it("marks what was searched for, as text, and offers what was probably meant as a link for the keyboard", async () => {
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await visitor.open(pathTo(locale, "search", {}, { q: "escaleir peinture" }));
    const meant = page.getByRole("link", { name: "escalier peinture" });
    expect(await page.getByText(words.didYouMean).innerText()).toMatch(/escalier peinture\s?\?$/);
    await visitor.expectSoundPage();
    await meant.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=escalier/);
    expect(await page.getByText(words.didYouMean).count()).toBe(0);
    const card = page.getByRole("article").first();
    expect(await card.getByRole("heading").locator("mark").allInnerTexts()).toEqual(["Peinture", "escalier"]);
    expect(await card.locator(".excerpt mark").allInnerTexts()).toEqual(["peinture"]);

    await visitor.open(pathTo(locale, "search", {}, { q: "script seconde équipe" }));
    const hostile = page.getByRole("article").first();
    expect(await hostile.locator("mark").allInnerTexts()).toEqual(["équipe", "seconde", "script", "script"]);
    expect(await hostile.innerText()).toContain("<script>alert(1)</script>");
    await visitor.expectSoundPage();
    await visitor.leave();
  });
});

describe("every public page", () => {
  const pages = (locale: Locale) => [
    pathTo(locale, "feed"),
    pathTo(locale, "search"),
    pathTo(locale, "search", {}, { q: "zzzz", place: "Nulle-Part" }),
    pathTo(locale, "town", { place: "saint-etienne-42218" }),
    pathTo(locale, "mission", { id: ids.sealed }),
    pathTo(locale, "mission", { id: "00000000-0000-7000-8000-000000000000" }),
    locale === "fr" ? "/nulle-part" : "/en/nowhere",
    pathTo(locale, "signIn"),
    pathTo(locale, "myOffers"),
  ];

  it.each(
    // Each language, screen and light once.
    shareOf(0, 3, [
      ["on a phone, by day, in fr", phone, "light", "fr"],
      ["on a desk, by night, in fr", desk, "dark", "fr"],
      ["on a phone, by day, in en", phone, "light", "en"],
      ["on a desk, by night, in en", desk, "dark", "en"],
    ] as const),
  )("is sound %s", async (_, viewport, colorScheme, locale) => {
    const visitor = await newVisitor({ viewport, colorScheme });
    for (const path of pages(locale)) {
      await visitor.open(path);
      await visitor.expectSoundPage();
      await visitor.picture(`${colorScheme}${path.replace(/\W+/g, "-")}`);
    }
    await visitor.leave();
  });
});

describe("what moves on public pages", () => {
  it("suggestions are chosen by the keyboard alone", async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visitor.open("/recherche");
    const where = page.getByRole("combobox", { name: reading.fr.where });
    await where.pressSequentially("venissi", { delay: 20 });
    await page.getByRole("option", { name: "Vénissieux (69200)" }).waitFor();
    await visitor.expectSoundPage();
    await where.press("ArrowDown");
    await where.press("Enter");
    expect(await where.inputValue()).toBe("Vénissieux (69200)");
    await where.press("Enter");
    await page.waitForURL(/place=V%C3%A9nissieux/);
    await page.getByRole("heading", { level: 2, name: /Vénissieux/ }).waitFor();
    expect(new URL(page.url()).searchParams.has("min")).toBe(false);
    await visitor.leave();
  });

  it("the map of a town comes from our own origin and leads to a mission", async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(site.url))
        elsewhere.push(request.url());
    });
    await visitor.open("/villes/saint-etienne-42218");
    await page.getByRole("button", { name: reading.fr.showMap }).click();
    const marker = page.getByRole("button", { name: /^Saint-Étienne/ });
    await marker.waitFor();
    await page.waitForLoadState("networkidle");
    await visitor.expectSoundPage();
    await visitor.picture("map", false);
    await marker.click();
    await page.locator(".map-popup a").click();
    await page.getByRole("heading", { level: 1, name: /Dépannage/ }).waitFor();
    expect(elsewhere).toEqual([]);
    await visitor.leave();
  });

  it.each<Locale>(oneOf<Locale>(1, ["fr", "en"]))(
    "the map shows nothing until it is drawn, and then names towns and its controls in %s",
    async (locale) => {
      const visitor = await newVisitor();
      const { page } = visitor;
      const map = page.locator("[data-map]");
      const letGo = Promise.withResolvers<void>();
      await page.route(/france.*\.geojson$/, async (route) => {
        await letGo.promise;
        await route.continue();
      });
      const ground = () =>
        map.screenshot({
          style: ".map > :not(.maplibregl-canvas-container), .map-marker { visibility: hidden }",
        });
      const draw = async () => {
        await page.goto(pathTo(locale, "town", { place: "lyon-69123" }));
        await page.getByRole("button", { name: reading[locale].showMap }).click();
      };
      await draw();
      await page.getByText(reading[locale].mapLoading).waitFor();
      expect(await map.locator("canvas").count()).toBe(0);
      letGo.resolve();
      await page.locator("[data-drawn]").waitFor();
      for (const name of ["NavigationControl.ZoomIn", "NavigationControl.ZoomOut"] as const)
        await page.getByRole("button", { name: mapControls[locale][name], exact: true }).waitFor();
      await visitor.expectSoundPage();
      await visitor.picture(`map-${locale}`, false);
      const named = await ground();

      await page.route(/towns.*\.json$/, (route) => route.fulfill({ json: [] }));
      const nameless: Buffer[] = [];
      for (let times = 0; times < 2; times++) {
        await draw();
        await page.locator("[data-drawn]").waitFor();
        nameless.push(await ground());
      }
      expect(nameless[1]?.equals(nameless[0] as Buffer)).toBe(true);
      expect(named.equals(nameless[0] as Buffer)).toBe(false);
      await visitor.leave();
    },
  );

  it("a better price appears on an open mission without reloading", { timeout: 90_000 }, async () => {
    const visitor = await newVisitor();
    await visitor.open(pathTo("fr", "mission", { id: ids.open }));
    await visitor.page.locator("[data-countdown]").waitFor();
    const { body } = await site.api.post("/auth/register", {
      email: "bidder@example.org",
      password: "une phrase assez longue",
      displayName: "Volt & Fils",
    });
    await site.api.post(
      `/missions/${ids.open}/offers`,
      { priceCents: 43_210, durationDays: 3, message: "Demain." },
      { token: body.accessToken },
    );
    await visitor.page.locator("[data-best]", { hasText: "432,10" }).waitFor({ timeout: 60_000 });
    expect(await visitor.page.locator("[data-offer-count]").textContent()).toBe("1");
    await visitor.leave();
  });
});
