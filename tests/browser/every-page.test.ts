import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import { type PageName, paths, pathTo } from "../../src/web/i18n/paths.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { launchBrowser } from "../support/chromium.ts";
import { exampleMissions } from "./example-missions.ts";
import { type Site, startSite } from "./site.ts";
import { signedIn, submitSignIn } from "./steps.ts";
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

const everyPage = (locale: "fr" | "en") =>
  (Object.keys(paths) as PageName[]).map((name) =>
    pathTo(locale, name, { id: ids.open, place: "saint-etienne-42218" }),
  );

/** Scripts come no more until they are let go. */
async function holdCode(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\.js$/, async (route) => {
    await promise;
    await route.continue().catch(() => undefined);
  });
  return resolve;
}

/**
 * What looks as if it could be used and does nothing without code: buttons, but for those that send a form to an
 * address by GET, and boxes to tick outside such a form; links that lead nowhere. Then what is shut without a reason.
 */
const faults = (page: Page) =>
  page.evaluate(() => {
    const shown = (element: Element) =>
      (element as HTMLElement).checkVisibility({ visibilityProperty: true });
    const plain = (element: Element) => {
      const form = element.closest("form");
      return form?.method === "get" && form.hasAttribute("action");
    };
    const controls = [
      ...document.querySelectorAll("button, input:is([type=checkbox], [type=submit]), [role=button]"),
    ];
    const dead = controls.filter((one) => shown(one) && !plain(one) && !one.matches(":disabled"));
    const links = [...document.querySelectorAll("a")].filter(
      (one) => shown(one) && !/^\/|^#\w/.test(one.getAttribute("href") ?? ""),
    );
    const unexplained = [...document.querySelectorAll("button:disabled")].filter((one) => {
      const reason = document.getElementById(one.getAttribute("aria-describedby") ?? "");
      return shown(one) && (reason === null || !shown(reason) || reason.innerText.trim() === "");
    });
    return [...dead, ...links, ...unexplained].map((one) => one.outerHTML.slice(0, 150));
  });

describe("before a page's code is there", () => {
  it.each(["fr", "en"] as const)("nothing on any page looks alive and is not, in %s", async (locale) => {
    const visitor = await Visitor.arrive(browser, site.url, { viewport: phone });
    const { page } = visitor;
    const letGo = await holdCode(page);
    for (const path of everyPage(locale)) {
      await page.goto(path, { waitUntil: "commit" });
      await page.locator("footer").waitFor();
      if ((await page.locator(".waking").count()) > 0) await page.locator(".waking").waitFor();
      expect(await faults(page), path).toEqual([]);
    }
    letGo();
    await visitor.leave();
  });

  it("what is typed meanwhile stays, Enter sends nothing in vain, and the press counts: code 5 s late", async () => {
    const visitor = await Visitor.arrive(browser, site.url, { viewport: phone });
    const { page } = visitor;
    await page.route(/\.js$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      await route.continue().catch(() => undefined);
    });
    await page.goto("/connexion?next=%2Fmes-offres", { waitUntil: "commit" });
    await page.getByLabel(account.fr.email).fill("client@example.org");
    await page.getByLabel(account.fr.password, { exact: true }).fill("une phrase assez longue");
    await page.getByLabel(account.fr.password, { exact: true }).press("Enter");
    await page.getByText(working.fr.waking).waitFor();
    await visitor.picture("held-code-sign-in");
    // Waits, as a person does, until the button can be pressed.
    await submitSignIn(page, "fr");
    await page.getByRole("heading", { name: workspace.fr.myOffers }).waitFor();
    await visitor.leave();
  });

  it("the map's button says what it waits for, and how to go on when it does not come", async () => {
    const visitor = await Visitor.arrive(browser, site.url);
    const { page } = visitor;
    await visitor.open("/villes/saint-etienne-42218");
    const button = page.getByRole("button", { name: reading.fr.showMap });
    await button.waitFor();
    let fails = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(/\.js$/, async (route) => {
      await promise;
      if (fails) await route.abort();
      else await route.continue();
    });
    await button.click();
    await page.getByText(reading.fr.mapLoading).waitFor();
    resolve();
    await page.getByText(reading.fr.mapFailed).waitFor();
    expect(await button.isVisible()).toBe(false);
    fails = false;
    await page.reload();
    await button.click();
    await page.getByRole("button", { name: /^Saint-Étienne/ }).waitFor();
    expect(await page.getByText(reading.fr.mapFailed).isVisible()).toBe(false);
    await visitor.leave();
  });

  it("a link to a page whose code is still to come says that it is on its way", async () => {
    const visitor = await Visitor.arrive(browser, site.url);
    const { page } = visitor;
    await visitor.open("/connexion?next=%2Fmes-missions");
    await page.getByLabel(account.fr.email).fill("client@example.org");
    await page.getByLabel(account.fr.password, { exact: true }).fill("une phrase assez longue");
    await submitSignIn(page, "fr");
    await signedIn(visitor);
    const row = page.getByRole("article").getByRole("link").first();
    await row.waitFor();
    const letGo = await holdCode(page);
    await row.click();
    await page.locator(".going").getByText(common.fr.loading).waitFor();
    letGo();
    await page.getByRole("heading", { name: workspace.fr.offersTitle }).waitFor();
    expect(await page.locator(".going").innerText()).toBe("");
    await visitor.leave();
  });
});

describe("without JavaScript", () => {
  it.each(["fr", "en"] as const)(
    "every page says before anything is typed that it needs it, in %s",
    async (locale) => {
      const visitor = await Visitor.arrive(browser, site.url, { viewport: phone, javaScript: false });
      const { page } = visitor;
      const publicPages = new Set(
        (["feed", "search", "town", "mission"] as const).map((name) =>
          pathTo(locale, name, { id: ids.open, place: "saint-etienne-42218" }),
        ),
      );
      for (const path of everyPage(locale)) {
        await visitor.open(path);
        if (publicPages.has(path)) continue;
        const said = await page.locator("main noscript .notice").innerText();
        expect(said.replace(/\s/g, " "), path).toBe(working[locale].needsJavaScript.replace(/\s/g, " "));
        const fields = page.locator("main").locator("input, textarea, select, button");
        const visible = await Promise.all((await fields.all()).map((field) => field.isVisible()));
        expect(visible.filter(Boolean), path).toEqual([]);
        expect(await visitor.overflowing(), path).toEqual([]);
        await visitor.picture(`without-code${path.replace(/\W+/g, "-")}`);
      }
      await visitor.leave();
    },
  );
});
