import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { pathTo } from "../../src/web/i18n/paths.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { status } from "../../src/web/i18n/status.ts";
import { launchBrowser } from "../support/chromium.ts";
import { oneOf } from "../support/depth.ts";
import { exampleMissions } from "./example-missions.ts";
import { type Site, startSite } from "./site.ts";
import { phone, Visitor } from "./visitor.ts";

let site: Site;
let browser: Browser;
let ids: Awaited<ReturnType<typeof exampleMissions>>;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  ids = await exampleMissions(site.api);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each<Locale>(oneOf<Locale>(1, ["fr", "en"]))("a mission's page, in %s", (locale) => {
  const words = reading[locale];

  it("says on a phone what decides before its text: price, offers, deadline; nothing covers them", async () => {
    const visitor = await Visitor.arrive(browser, site.url, { viewport: phone });
    const { page } = visitor;
    await visitor.open(pathTo(locale, "mission", { id: ids.open }));
    const top = async (selector: string) =>
      (await page.locator(selector).first().boundingBox())?.y ?? Number.NaN;
    const inOrder = [".mission-head h1", ".budget", "[data-offer-count]", "[data-deadline]", ".user-text"];
    const tops = await Promise.all(inOrder.map(top));
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    const offer = await page.getByRole("link", { name: words.makeOffer }).boundingBox();
    const deadline = await page.locator("[data-deadline]").boundingBox();
    expect((deadline?.y ?? 0) + (deadline?.height ?? 0), "before any scrolling").toBeLessThan(offer?.y ?? 0);
    // At the end of the page the button that stays in reach leaves the last line free.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const last = await page.locator(".site-footer .links").boundingBox();
    const held = await page.getByRole("link", { name: words.makeOffer }).boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(held?.y ?? 0);
    await visitor.picture(`mission-phone-${locale}`, false);
    await visitor.leave();
  });

  it("is printed whole: what it says and where it stands, without what can only be pressed", async () => {
    const visitor = await Visitor.arrive(browser, site.url, { colorScheme: "dark" });
    const { page } = visitor;
    await visitor.open(pathTo(locale, "mission", { id: ids.open }));
    await page.emulateMedia({ media: "print" });
    const pressed = page.locator("a.button, button, .site-header nav, [data-countdown]");
    for (const one of await pressed.all()) expect(await one.isVisible()).toBe(false);
    for (const said of ["h1", ".budget", "[data-offer-count]", "[data-deadline]", ".user-text"])
      expect(await page.locator(said).first().isVisible(), said).toBe(true);
    expect(await page.locator(".print-only").innerText()).toBe(
      site.url + pathTo(locale, "mission", { id: ids.open }),
    );
    const [ink, ground] = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector("h1") as Element);
      return [style.color, getComputedStyle(document.documentElement).backgroundColor];
    });
    expect(luminance(ink as string), "the ink, whatever the screen's scheme").toBeLessThan(0.2);
    expect(ground).toBe("rgba(0, 0, 0, 0)");
    await visitor.picture(`mission-paper-${locale}`);
    await visitor.leave();
  });

  it("names the language of what people typed, whichever the page is in", async () => {
    const visitor = await Visitor.arrive(browser, site.url, { javaScript: false });
    const { page } = visitor;
    for (const path of [pathTo(locale, "mission", { id: ids.open }), pathTo(locale, "feed")]) {
      await visitor.open(path);
      for (const typed of await page.locator("h1[dir], article h3, .user-text, .excerpt, .skills li").all())
        expect(
          await typed.evaluate((element) => [
            element.closest("[lang]")?.getAttribute("lang"),
            element.getAttribute("dir"),
          ]),
        ).toEqual(["fr", "auto"]);
    }
    await visitor.leave();
  });
});

/** Of `rgb(r, g, b)`, roughly: 0 black, 1 white. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

describe.each<Locale>(oneOf<Locale>(0, ["fr", "en"]))("the state of the service, in %s", (locale) => {
  const words = status[locale];

  it("is a page that says part by part what works, reached from every page's end", async () => {
    const visitor = await Visitor.arrive(browser, site.url, { viewport: phone, javaScript: false });
    const { page } = visitor;
    await visitor.open(pathTo(locale, "feed"));
    await page.locator("footer").getByRole("link", { name: words.title }).click();
    await page.getByRole("heading", { level: 1, name: words.title }).waitFor();
    await page.getByText(words.healthy).waitFor();
    const { body } = await site.api.request("GET", "/health");
    const parts = Object.keys(body.checks);
    expect(await page.getByText(words.well, { exact: true }).count()).toBe(parts.length);
    for (const part of parts) await page.getByText(words.parts[part]?.[0] ?? "no text for it").waitFor();
    await visitor.picture(`status-${locale}`);
    await visitor.leave();
  });
});
