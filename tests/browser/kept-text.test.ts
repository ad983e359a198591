import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import { keptText } from "../../src/web/i18n/kept-text.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { pathTo } from "../../src/web/i18n/paths.ts";
import { profile } from "../../src/web/i18n/profile.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { launchBrowser } from "../support/chromium.ts";
import { missionInput, offerInput, person } from "../support/people.ts";
import { type Site, startSite } from "./site.ts";
import { enter, giveCredentials, openAccount, PASSWORD, signedIn, signIn } from "./steps.ts";
import { phone, Visitor } from "./visitor.ts";

vi.setConfig({ testTimeout: 240_000 });

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ RATE_LIMITS: "off" }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const words = "Accès par la cour, code 42 B ; prévoir l’échelle <3 & une rallonge.";

/** A signed-in client of a mission that has an offer, with a clarification half written in a dialogue. */
async function writing(locale: Locale, viewport?: typeof phone): Promise<Writing> {
  const email = `${crypto.randomUUID()}@example.org`;
  await openAccount(site, email, "Élodie Martin");
  const visitor = await Visitor.arrive(browser, site.url, viewport && { viewport });
  const token = await signInByApi(email);
  const { body: mission } = await site.api.post("/missions", missionInput(), { token });
  const provider = await person(site, "Volt & Fils");
  await provider.post(`/missions/${mission.id}/offers`, offerInput(300_000));
  await enter(visitor, email);
  const path = pathTo(locale, "manage", { id: mission.id });
  await visitor.open(path);
  await visitor.page.getByRole("button", { name: workspace[locale].addendum }).click();
  await field(visitor, locale).fill(words);
  return { visitor, email, token, missionId: mission.id, path };
}

interface Writing {
  readonly visitor: Visitor;
  readonly email: string;
  readonly token: string;
  readonly missionId: string;
  readonly path: string;
}

const field = ({ page }: Visitor, locale: Locale) => page.getByLabel(workspace[locale].addendumText);
const send = ({ page }: Visitor, locale: Locale) =>
  page.getByRole("dialog").getByRole("button", { name: workspace[locale].addendum, exact: true });
const cover = ({ page }: Visitor, locale: Locale) =>
  page.getByRole("heading", { name: keptText[locale].overTitle });
const addenda = (missionId: string) =>
  site.sql<{ text: string }>("select text from mission_addenda where mission_id = $1", [missionId]);

async function signInByApi(email: string): Promise<string> {
  return (await site.api.post("/auth/login", { email, password: PASSWORD })).body.accessToken;
}

/** From another device: every other session of the account ends. */
async function endSessions(email: string): Promise<void> {
  const token = await signInByApi(email);
  const { status } = await site.api.request("DELETE", "/api/v1/me/sessions", { token });
  expect(status).toBe(204);
}

/** Everything that this browser keeps. */
const keptHere = ({ page }: Visitor) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));

describe.each<[Locale, typeof phone | undefined]>([
  ["fr", undefined],
  ["en", phone],
])("what was typed when the session ended, in %s", (locale, viewport) => {
  it("is covered, and whole again for the same account: the dialogue, its words, and then they are sent", async () => {
    const { visitor, email, missionId } = await writing(locale, viewport);
    await endSessions(email);
    await send(visitor, locale).click();
    await cover(visitor, locale).waitFor();
    expect(await visitor.page.getByText(words).isVisible()).toBe(false);
    await visitor.page.keyboard.press("Escape");
    await visitor.page.keyboard.press("Escape");
    expect(await cover(visitor, locale).isVisible()).toBe(true);
    await visitor.expectSoundPage();
    await visitor.picture(`session-over-${locale}`, false);
    await giveCredentials(visitor, locale, email);
    await cover(visitor, locale).waitFor({ state: "detached" });
    await visitor.page.getByRole("button", { name: workspace[locale].addendum }).first().click();
    expect(await field(visitor, locale).inputValue()).toBe(words);
    await send(visitor, locale).click();
    await expect.poll(() => addenda(missionId)).toEqual([{ text: words }]);
    await expect.poll(() => keptHere(visitor)).not.toContain("code 42 B");
    await visitor.leave();
  });

  it("is never seen by another account, and gone", async () => {
    const { visitor, email } = await writing(locale, viewport);
    const other = `${crypto.randomUUID()}@example.org`;
    await openAccount(site, other, "Paul Ménard");
    await endSessions(email);
    await send(visitor, locale).click();
    await giveCredentials(visitor, locale, other);
    await visitor.page.getByText(keptText[locale].otherAccount("Paul Ménard")).waitFor();
    await visitor.picture(`other-account-${locale}`);
    expect(await visitor.page.content()).not.toContain("code 42 B");
    expect(await keptHere(visitor)).not.toContain("code 42 B");
    await visitor.leave();
  });

  it("is asked about before a sign-out from any page: sent, kept or discarded", async () => {
    const { visitor, email, path } = await writing(locale, viewport);
    const { page } = visitor;
    const texts = keptText[locale];
    const signOut = async () => {
      await page.locator(".session summary").click();
      await page.getByRole("button", { name: common[locale].signOut }).click();
    };
    // A page for reading, whose menu is no more than a small script.
    await visitor.open(pathTo(locale, "feed"));
    await signOut();
    await page.getByRole("heading", { name: texts.signOutTitle }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`sign-out-${locale}`);
    await page.getByRole("link", { name: texts.goSend }).click();
    await page.getByRole("button", { name: workspace[locale].addendum }).click();
    expect(await field(visitor, locale).inputValue()).toBe(words);
    await visitor.picture(`found-${locale}`, false);
    await page.keyboard.press("Escape");
    await signOut();
    await page.getByRole("button", { name: texts.keep }).click();
    await page.waitForURL(({ pathname }) => pathname === pathTo(locale, "feed"));
    await enter(visitor, email);
    await visitor.open(path);
    await page.getByRole("button", { name: workspace[locale].addendum }).click();
    expect(await field(visitor, locale).inputValue()).toBe(words);
    await page.keyboard.press("Escape");
    await signOut();
    await page.getByRole("button", { name: texts.drop }).click();
    await page.waitForURL(({ pathname }) => pathname === pathTo(locale, "feed"));
    expect(await keptHere(visitor)).not.toContain("code 42 B");
    await visitor.leave();
  });
});

describe("two tabs", () => {
  it("hear of each other at once: the name goes, what was typed is covered, and comes back with its owner", async () => {
    const { visitor, email, path } = await writing("fr");
    const tabs = [visitor, await visitor.anotherTab(), await visitor.anotherTab()] as const;
    const [form, reading, other] = tabs;
    await reading.open(pathTo("fr", "feed"));
    await reading.page.locator("[data-name]", { hasText: "Élodie" }).waitFor();
    await other.open(pathTo("fr", "signOut"));
    await other.page.getByRole("button", { name: keptText.fr.keep }).click();
    await reading.page.locator("[data-name]").waitFor({ state: "detached" });
    await cover(form, "fr").waitFor();
    expect(await form.page.getByText("Élodie Martin").isVisible()).toBe(false);
    await enter(other, email);
    await cover(form, "fr").waitFor({ state: "detached" });
    expect(await field(form, "fr").inputValue()).toBe(words);
    await reading.page.locator("[data-name]", { hasText: "Élodie" }).waitFor();
    // Discarded in one tab, it is gone from all.
    await other.open(pathTo("fr", "signOut"));
    await other.page.getByRole("button", { name: keptText.fr.drop }).click();
    await form.page.getByRole("heading", { name: "Connectez-vous pour continuer" }).waitFor();
    expect(await form.page.content()).not.toContain("code 42 B");
    expect(form.page.url()).toContain(path);
    await visitor.leave();
  });

  it("with another account: the page becomes that account's, and says so", async () => {
    const { visitor } = await writing("fr");
    const email = `${crypto.randomUUID()}@example.org`;
    await openAccount(site, email, "Paul Ménard");
    const other = await visitor.anotherTab();
    await enter(other, email);
    await visitor.page.getByText(keptText.fr.otherAccount("Paul Ménard")).waitFor();
    expect(await visitor.page.content()).not.toContain("code 42 B");
    await visitor.leave();
  });
});

describe("a service that does not answer", () => {
  it("is no sign-out: the page says so and asks again, and the name stays", async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await openAccount(site, email, "Élodie Martin");
    const visitor = await Visitor.arrive(browser, site.url, { viewport: phone });
    const { page } = visitor;
    await enter(visitor, email);
    let dead = true;
    await page.route("**/api/v1/auth/**", (route) =>
      dead ? route.fulfill({ status: 503, headers: { "retry-after": "1" }, body: "" }) : route.continue(),
    );
    await page.goto(pathTo("fr", "myMissions"));
    await page.getByRole("heading", { name: keptText.fr.unreachableTitle }).waitFor();
    expect(await page.getByText(/connectez-vous|se connecter/i).count()).toBe(0);
    await page.locator("[data-name]", { hasText: "Élodie" }).waitFor();
    await visitor.picture("unreachable");
    await page.locator(".session summary").click();
    await page.getByRole("button", { name: common.fr.signOut }).click();
    await page.getByText(keptText.fr.signOutFailed).waitFor();
    dead = false;
    await page.getByRole("button", { name: "Réessayer" }).click();
    await page.getByText(workspace.fr.myMissionsEmpty).waitFor();
    await visitor.leave();
  });
});

describe("passwords and codes", () => {
  it("are never kept, whatever page they were typed on", async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    await openAccount(site, email, "Élodie Martin");
    const visitor = await Visitor.arrive(browser, site.url);
    await signIn(visitor, "fr", email);
    await visitor.open(pathTo("fr", "profile"));
    await visitor.page.getByLabel(account.fr.displayName).fill("Élodie M.");
    expect(await keptHere(visitor)).toContain("Élodie M.");
    await visitor.page.reload();
    await visitor.page.getByText("pas encore envoyé").waitFor();
    expect(await visitor.page.getByLabel(account.fr.displayName).inputValue()).toBe("Élodie M.");
    await visitor.page.getByRole("button", { name: keptText.fr.discard }).click();
    expect(await visitor.page.getByLabel(account.fr.displayName).inputValue()).toBe("Élodie Martin");
    expect(await keptHere(visitor)).not.toContain("Élodie M.");
    expect(await keptHere(visitor)).not.toContain(PASSWORD);
    expect(await visitor.page.getByRole("button", { name: profile.fr.save }).isVisible()).toBe(true);
    await signedIn(visitor);
    await visitor.leave();
  });
});
