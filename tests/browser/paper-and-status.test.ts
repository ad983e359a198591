import { beforeAll, describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { problems } from "../../src/web/i18n/problems.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { status } from "../../src/web/i18n/status.ts";
import type { ProblemGuide } from "../../src/web/lib/api-types.ts";
import { oneOf } from "../support/depth.ts";
import { browserSite } from "./browser-site.ts";
import { exampleMissions } from "./example-missions.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let ids: Awaited<ReturnType<typeof exampleMissions>>;
beforeAll(async () => {
  ids = await exampleMissions(site.api);
});

describe.each<Locale>(oneOf<Locale>(1, ["fr", "en"]))("a mission's page, in %s", (locale) => {
  const words = reading[locale];

  it("says on a phone what decides before its text: price, offers, deadline; nothing covers them", async () => {
    const visitor = await newVisitor({ viewport: phone });
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
    const visitor = await newVisitor({ colorScheme: "dark" });
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
    const visitor = await newVisitor({ javaScript: false });
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
    const visitor = await newVisitor({ viewport: phone, javaScript: false });
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

describe.each<Locale>(["fr", "en"])("the codes of refusals, in %s", (locale) => {
  const words = problems[locale];
  const headers = { "accept-language": locale };
  const guides = async (): Promise<ProblemGuide[]> =>
    (await site.api.get("/problems", { headers })).body.items;

  it("each have a page, to which the type of a problem leads, and which says what to do next", async () => {
    const items = await guides();
    expect(items.length).toBeGreaterThan(30);
    for (const { type, code, meaning, next, extras } of items) {
      const answer = await fetch(type, { headers });
      expect([answer.status, answer.url]).toEqual([200, site.url + pathTo(locale, "problem", { code })]);
      const html = await answer.text();
      for (const text of [`<code>${code}</code></h1>`, meaning, next, ...extras.map(({ text }) => text)])
        expect(html).toContain(text);
    }
    const list = await fetch(`${site.url}/problems`, { headers });
    expect([list.status, list.url]).toEqual([200, site.url + pathTo(locale, "problems")]);
    expect((await fetch(`${site.url}/problems/none`, { headers })).status).toBe(404);
  });

  it("are explained to whoever is refused and follows the address, without any code, and listed in one page", async () => {
    const { body: refusal } = await site.api.get("/me", { headers });
    const reader = { viewport: phone, javaScript: false, language: locale };
    const visitor = await newVisitor(reader);
    const { page } = visitor;
    await visitor.open(refusal.type);
    await page.getByRole("heading", { level: 1, name: "unauthenticated" }).waitFor();
    await page.getByText(refusal.detail).waitFor();
    await visitor.picture(`problem-phone-${locale}`);
    await page.getByRole("link", { name: words.all }).click();
    await page.getByRole("heading", { level: 1, name: words.title }).waitFor();
    const listed = await page.locator("main li code").allInnerTexts();
    expect(listed).toEqual((await guides()).map(({ code }) => code));
    expect(await visitor.overflowing()).toEqual([]);
    await visitor.picture(`problems-phone-${locale}`);
    await visitor.leave();
  });
});

it("the pages of codes are sound for everybody, on a desk as well", async () => {
  const visitor = await newVisitor({ viewport: desk });
  for (const path of [pathTo("fr", "problems"), pathTo("en", "problem", { code: "suspended" })]) {
    await visitor.open(path);
    await visitor.expectSoundPage();
    await visitor.picture(`desk${path.replace(/\W+/g, "-")}`);
  }
  await visitor.leave();
});
