import { describe, expect, it, vi } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import { contact } from "../../src/web/i18n/contact.ts";
import { keptText } from "../../src/web/i18n/kept-text.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { moderation } from "../../src/web/i18n/moderation.ts";
import { profile } from "../../src/web/i18n/profile.ts";
import { reasons } from "../../src/web/i18n/reasons.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, moderator, offerInput, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, giveCredentials, openAccount, PASSWORD, signedIn, signIn } from "./steps.ts";
import { phone, type Visitor } from "./visitor.ts";

vi.setConfig({ testTimeout: 240_000 });

const { site, newVisitor } = browserSite({ RATE_LIMITS: "off" });

const words = "Accès par la cour, code 42 B ; prévoir l’échelle <3 & une rallonge.";

/** A signed-in client of a mission that has an offer, with a clarification half written in a dialogue. */
async function writing(locale: Locale, viewport?: typeof phone): Promise<Writing> {
  const email = `${crypto.randomUUID()}@example.org`;
  await openAccount(site, email, "Élodie Martin");
  const visitor = await newVisitor(viewport && { viewport });
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

describe.each(
  oneOf<[Locale, typeof phone | undefined]>(0, [
    ["fr", undefined],
    ["en", phone],
  ]),
)("what was typed when the session ended, in %s", (locale, viewport) => {
  it("is covered, and whole again for the same account: the dialogue, its words, and then they are sent", async () => {
    const { visitor, email, missionId } = await writing(locale, viewport);
    await endSessions(email);
    await send(visitor, locale).click();
    await cover(visitor, locale).waitFor();
    expect(await visitor.page.getByText(words).isVisible()).toBe(false);
    await visitor.page.keyboard.press("Escape");
    await visitor.page.keyboard.press("Escape");
    await cover(visitor, locale).waitFor();
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
    const visitor = await newVisitor({ viewport: phone });
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
    const visitor = await newVisitor();
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
    expect(await visitor.page.getByRole("button", { name: profile.fr.save, exact: true }).isVisible()).toBe(
      true,
    );
    await signedIn(visitor);
    await visitor.leave();
  });
});

/** The page is loaded anew, and says that what was typed before is there again. */
async function comeBack({ page }: Visitor, open?: string): Promise<void> {
  await page.reload();
  if (open !== undefined) await page.getByRole("button", { name: open, exact: true }).click();
  await page.getByRole("button", { name: keptText.fr.discard }).waitFor();
}

describe("what was typed outlives a reload, and leaves the device once it has arrived", () => {
  it("the reason of a move, although the move takes its dialogue from the page", async () => {
    const [client, provider] = [await person(site, "Famille Lebrun"), await person(site, "Volt & Fils")];
    const { body: mission } = await client.post("/missions", missionInput());
    const { body: offer } = await provider.post(`/missions/${mission.id}/offers`, offerInput(300_000));
    await client.post(`/offers/${offer.id}/award`);
    const visitor = await newVisitor();
    const { page } = visitor;
    await enter(visitor, provider.email);
    await visitor.open(pathTo("fr", "offer", { id: mission.id }));
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: workspace.fr.decline, exact: true }).click();
    await dialog.getByLabel(reasons.fr.label.decline).fill(words);
    await comeBack(visitor, workspace.fr.decline);
    expect(await dialog.getByLabel(reasons.fr.label.decline).inputValue()).toBe(words);
    await dialog.getByRole("button", { name: reasons.fr.submit.decline }).click();
    await page.getByRole("region", { name: reasons.fr.heading.decline }).getByText(words).waitFor();
    expect(await keptHere(visitor)).not.toContain("code 42 B");
    await visitor.leave();
  });

  it("how one can be reached", async () => {
    const someone = await person(site, "Élodie Martin");
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await enter(visitor, someone.email);
    await visitor.open(pathTo("fr", "profile"));
    await page.getByLabel(contact.fr.phone).fill("06 12 34 56 78");
    await page.getByLabel(contact.fr.address).fill(words);
    await comeBack(visitor);
    await visitor.expectSoundPage();
    await visitor.picture("contact-found");
    expect(await page.getByLabel(contact.fr.address).inputValue()).toBe(words);
    await page.getByRole("button", { name: contact.fr.save }).click();
    await page.getByText(contact.fr.saved).waitFor();
    expect(await page.getByLabel(contact.fr.address).inputValue()).toBe(words);
    expect(await page.getByLabel(contact.fr.phone).inputValue()).toBe("06 12 34 56 78");
    expect(await keptHere(visitor)).not.toContain("code 42 B");
    await page.getByRole("button", { name: contact.fr.forget }).click();
    await page.getByRole("dialog").getByRole("button", { name: contact.fr.forget }).click();
    await page.getByText(contact.fr.forgotten).waitFor();
    expect(await page.getByLabel(contact.fr.address).inputValue()).toBe("");
    await visitor.leave();
  });

  it("a moderator's decision about an account: its reason, and each role", async () => {
    const [judge, someone] = [await moderator(site), await person(site, "Paul Ménard")];
    await site.sql("update users set roles = roles || '{admin}' where id = $1", [judge.userId]);
    const visitor = await newVisitor();
    const { page } = visitor;
    const texts = moderation.fr;
    await enter(visitor, judge.email);
    await visitor.open(pathTo("fr", "moderationAccounts", {}, { q: someone.email }));
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: texts.changeRoles }).click();
    await dialog.getByLabel(texts.roles.provider as string).uncheck();
    await dialog.getByLabel(texts.reason).fill(words);
    await comeBack(visitor, texts.changeRoles);
    expect(await dialog.getByLabel(texts.reason).inputValue()).toBe(words);
    expect(await dialog.getByLabel(texts.roles.client as string).isChecked()).toBe(true);
    expect(await dialog.getByLabel(texts.roles.provider as string).isChecked()).toBe(false);
    expect(await dialog.getByLabel(texts.roles.admin as string).isChecked()).toBe(false);
    await endSessions(judge.email);
    await dialog.getByRole("button", { name: texts.changeRoles }).click();
    await cover(visitor, "fr").waitFor();
    await giveCredentials(visitor, "fr", judge.email);
    await cover(visitor, "fr").waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: texts.changeRoles }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await site.sql("select roles from users where id = $1", [someone.userId])).toEqual([
      { roles: ["client"] },
    ]);
    await expect.poll(() => keptHere(visitor)).not.toContain("code 42 B");
    await visitor.leave();
  });

  it("a visitor's report: in its tab alone, theirs after a sign-in there, and covered when that session ends", async () => {
    const client = await person(site, "Famille Lebrun");
    const { body: mission } = await client.post("/missions", missionInput());
    const email = `${crypto.randomUUID()}@example.org`;
    await openAccount(site, email, "Élodie Martin");
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    const texts = moderation.fr;
    const path = pathTo("fr", "report", {}, { type: "mission", id: mission.id });
    const text = page.getByLabel(texts.text, { exact: true });
    await visitor.open(path);
    await text.fill(words);
    await page.getByLabel(texts.category).selectOption("personal_data");
    await visitor.open(pathTo("fr", "feed"));
    await visitor.open(path);
    expect(await text.inputValue()).toBe(words);
    expect(await page.getByLabel(texts.category).inputValue()).toBe("personal_data");
    await visitor.expectSoundPage();
    await visitor.picture("report-found");
    const other = await visitor.anotherTab();
    await other.open(path);
    expect(await other.page.getByLabel(texts.text, { exact: true }).inputValue()).toBe("");
    await other.page.close();

    await signIn(visitor, "fr", email);
    await visitor.open(path);
    await page.getByRole("button", { name: keptText.fr.discard }).waitFor();
    expect(await text.inputValue()).toBe(words);
    await endSessions(email);
    await page.getByLabel(texts.goodFaith).check();
    await page.getByRole("button", { name: texts.send }).click();
    await cover(visitor, "fr").waitFor();
    expect(await text.isVisible()).toBe(false);
    await giveCredentials(visitor, "fr", email);
    await cover(visitor, "fr").waitFor({ state: "detached" });
    await page.getByRole("button", { name: texts.send }).click();
    await page.getByRole("heading", { name: texts.sentTitle }).waitFor();
    expect(await site.sql("select text from reports where subject_id = $1", [mission.id])).toEqual([
      { text: words },
    ]);
    expect(await keptHere(visitor)).not.toContain("code 42 B");
    await visitor.leave();
  });
});
