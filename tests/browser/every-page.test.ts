import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type PageName, paths, pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { shareOf } from "../support/depth.ts";
import { missionInput } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { exampleMissions } from "./example-missions.ts";
import { signedIn, signIn, submitSignIn } from "./steps.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let ids: Awaited<ReturnType<typeof exampleMissions>>;
beforeAll(async () => {
  ids = await exampleMissions(site.api);
});

const everyPage = (locale: "fr" | "en") =>
  (Object.keys(paths) as PageName[]).map((name) =>
    pathTo(locale, name, { id: ids.open, place: "saint-etienne-42218", code: "rate_limited" }),
  );

/** What is wrong without its code is wrong in both languages: each page in one of them, in depth in both. */
const pagesToTry = (locale: "fr" | "en") => shareOf(locale === "fr" ? 0 : 1, 2, everyPage(locale));

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
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    const letGo = await holdCode(page);
    for (const path of pagesToTry(locale)) {
      await page.goto(path, { waitUntil: "commit" });
      await page.locator("footer").waitFor();
      // Nothing is shown before its styles are there, which say what is hidden.
      await page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].every(
          ({ sheet }) => sheet !== null,
        ),
      );
      if ((await page.locator(".waking").count()) > 0) await page.locator(".waking").waitFor();
      expect(await faults(page), path).toEqual([]);
    }
    letGo();
    await visitor.leave();
  });

  it("what is typed meanwhile stays, Enter sends nothing in vain, and the press counts: code 5 s late", async () => {
    const visitor = await newVisitor({ viewport: phone });
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
    const visitor = await newVisitor();
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
    const visitor = await newVisitor();
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
      const visitor = await newVisitor({ viewport: phone, javaScript: false });
      const { page } = visitor;
      const publicPages = new Set(
        (["feed", "search", "town", "mission", "status", "problems", "problem", "privacy"] as const).map(
          (name) =>
            pathTo(locale, name, { id: ids.open, place: "saint-etienne-42218", code: "rate_limited" }),
        ),
      );
      for (const path of pagesToTry(locale)) {
        // Without scripts nothing comes after the page.
        await page.goto(path);
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

describe("every page", () => {
  const tiny = { width: 320, height: 640 };

  it("can be used by everybody, says nothing in the console and fits a screen of 320 pixels, whoever looks", {
    timeout: 480_000,
  }, async () => {
    const login = { email: "client@example.org", password: "une phrase assez longue" };
    const { body } = await site.api.post("/auth/login", login);
    const word = "Rechtsschutzversicherungsgesellschaften".repeat(2).slice(0, 60);
    const long = missionInput({ title: `${word} ${word}`, description: `${word}${word}`, skills: [word] });
    const { body: mission } = await site.api.post("/missions", long, { token: body.accessToken });
    const visitor = await newVisitor({ viewport: tiny });
    const { page } = visitor;
    const said: string[] = [];
    page.on("console", (message) => {
      // The browser's own report of an answer is no word of ours.
      if (!/status of 40[14]/.test(message.text()))
        said.push(`${page.url()}: ${message.type()}: ${message.text()}`);
    });
    const looked = new Set<string>();
    const look = async (pages: readonly string[]) => {
      for (const path of pages) {
        await visitor.open(path);
        // Who is not signed in is led from many pages to the same one.
        const { pathname } = new URL(page.url());
        if (pathname !== path.split("?")[0] && looked.has(pathname)) continue;
        looked.add(pathname);
        await visitor.expectSoundPage();
        await visitor.picture(`tiny${path.replace(/\W+/g, "-")}`);
      }
    };
    const own = (locale: "fr" | "en") => [
      ...(["mission", "manage", "offer"] as const).map((name) => pathTo(locale, name, { id: mission.id })),
      pathTo(locale, "publish", {}, { mission: mission.id }),
      pathTo(locale, "search", {}, { q: word }),
    ];
    await look([...pagesToTry("fr"), ...pagesToTry("en"), ...own("fr")]);
    await signIn(visitor, "fr", login.email, login.password);
    await look([...everyPage("fr"), ...own("fr"), ...own("en")]);
    expect(said).toEqual([]);
    await visitor.leave();
  });

  it.each([["/"], ["/mes-missions"]])(
    "has an account menu that closes by Escape, a press beside it, and the focus: %s",
    async (path) => {
      const visitor = await newVisitor({ viewport: tiny });
      const { page } = visitor;
      await signIn(visitor, "fr", "client@example.org", "une phrase assez longue");
      await visitor.open(path);
      const menu = page.locator("details.menu");
      const summary = menu.locator("summary");
      const isOpen = () => menu.evaluate((element: HTMLDetailsElement) => element.open);
      await summary.click();
      expect(await isOpen()).toBe(true);
      expect(await visitor.overflowing()).toEqual([]);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Escape");
      expect(await isOpen()).toBe(false);
      expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press("Enter");
      expect(await isOpen()).toBe(true);
      // Beside the menu, which covers most of so small a screen.
      await page.mouse.click(8, 630);
      expect(await isOpen()).toBe(false);
      await summary.click();
      await page.keyboard.press("Shift+Tab");
      expect(await isOpen()).toBe(false);
      await summary.click();
      await menu.getByRole("link", { name: common.fr.myOffers }).click();
      await page.getByRole("heading", { name: workspace.fr.myOffers }).waitFor();
      await visitor.leave();
    },
  );
});
