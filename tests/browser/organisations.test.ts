import { beforeAll, describe, expect, it } from "vitest";
import { mailsTo, tokenIn } from "../../src/server/features/accounts/testing/account-fixtures.ts";
import { pathTo } from "../../src/shared/page-paths.ts";
import { contact } from "../../src/web/i18n/contact.ts";
import { keptText } from "../../src/web/i18n/kept-text.ts";
import { organisations } from "../../src/web/i18n/organisations.ts";
import { ownLists } from "../../src/web/i18n/own-lists.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { missionInput } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, openAccount, PASSWORD } from "./steps.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite({ RATE_LIMITS: "off" });
beforeAll(async () => {
  await openAccount(site, "odile@exemple.fr", "Odile Marchand");
  await openAccount(site, "karim@exemple.fr", "Karim Benali");
});

const NAME = "L’équipe d’Élodie & Cie <3";
const token = async (email: string) =>
  (await site.api.post("/auth/login", { email, password: PASSWORD })).body.accessToken as string;
const organisationOf = async (email: string) =>
  (await site.api.get("/me/parties", { token: await token(email) })).body.items[1].id as string;
const address = ({ page }: Visitor) => page.getByLabel(contact.fr.address);
const switchOf = (visitor: Visitor) => visitor.page.locator(".session details.parties summary");

async function signedInAs(email: string, viewport = phone): Promise<Visitor> {
  const visitor = await newVisitor({ viewport });
  await enter(visitor, email);
  return visitor;
}

describe("an organisation in the pages", () => {
  it("is founded, invites, is joined by the mail's link, and everybody sees for whom they act", async () => {
    const texts = organisations.fr;
    const owner = await signedInAs("odile@exemple.fr");
    const { page } = owner;
    await owner.open(pathTo("fr", "organisations"));
    await page.getByText(texts.none).waitFor();
    await expect.poll(() => switchOf(owner).isVisible()).toBe(false);
    await page.getByLabel(texts.name).fill(NAME);
    await page.getByLabel(texts.name).press("Enter");
    await page.getByRole("heading", { name: NAME, level: 1 }).waitFor();

    // Whoever belongs to an organisation reads on each page for whom it acts.
    await page.getByText(texts.actingForOwn).waitFor();
    await page.getByRole("button", { name: texts.actNamed(NAME) }).click();
    await page.getByText(texts.actingFor(NAME)).waitFor();
    await owner.expectSoundPage();
    expect(await switchOf(owner).innerText()).toContain(NAME);
    await page.getByLabel(texts.email).fill("karim@exemple.fr");
    await page
      .locator("form", { has: page.getByLabel(texts.email) })
      .getByLabel(texts.role)
      .selectOption("manager");
    await page.getByRole("button", { name: texts.invite, exact: true }).click();
    await page.getByText(texts.invited("karim@exemple.fr")).waitFor();
    await owner.expectSoundPage();
    await owner.picture("organisation-phone-fr");

    const [mail] = await mailsTo(site, "karim@exemple.fr", 1);
    const guest = await signedInAs("karim@exemple.fr");
    const secret = tokenIn(mail as string);
    const reading = guest.page.waitForRequest("**/api/v1/invitations/read");
    await guest.open(`${pathTo("fr", "invitation")}#token=${secret}`);
    expect.soft((await reading).headers()["idempotency-key"], "reading writes nothing").toBeUndefined();
    await guest.page.getByText(texts.invitationText("Odile Marchand", NAME)).waitFor();
    expect(guest.page.url(), "taken out of the address").not.toContain("token");
    await guest.expectSoundPage();
    await guest.picture("invitation-phone-fr");
    const accept = guest.page.getByRole("button", { name: texts.invitationAccept, exact: true });
    await guest.page.route("**/api/v1/invitations/accept", (route) => route.abort());
    const lost = guest.page.waitForEvent("requestfailed");
    await accept.click();
    await lost;
    const onDevice = await guest.page.evaluate(() => JSON.stringify(localStorage));
    expect.soft(onDevice).toContain("swideal.intention.");
    expect.soft(onDevice, "what joins is a secret").not.toContain(secret);
    await guest.page.unroute("**/api/v1/invitations/accept");
    await accept.click();
    await guest.page.getByText(texts.actingFor(NAME)).waitFor();
    await guest.leave();
    await owner.leave();
  });

  it("is chosen on a public page too, and what is published there is the organisation's", async () => {
    const manager = await signedInAs("karim@exemple.fr", desk);
    const { page } = manager;
    const access = await token("karim@exemple.fr");
    const { body } = await site.api.get("/me/parties", { token: access });
    const party = body.items[1].id as string;
    await site.api.post("/missions", missionInput(), { token: access, headers: { "swideal-party": party } });

    await manager.open(pathTo("fr", "myMissions"));
    await page.getByText(organisations.fr.actingForOwn).waitFor();
    await manager.open("/");
    await switchOf(manager).click();
    await page.getByRole("button", { name: NAME, exact: true }).click();
    await expect.poll(() => switchOf(manager).innerText()).toContain(NAME);
    await manager.expectSoundPage();
    await manager.picture("acting-public-desk-fr");
    await manager.open(pathTo("fr", "myMissions"));
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    await page.getByRole("link", { name: missionInput().title as string }).waitFor();

    // An address that is shared in a team says for whom; to a stranger it gives nothing.
    await switchOf(manager).click();
    await page.getByRole("button", { name: organisations.fr.actingOwn, exact: true }).click();
    await page.getByText(organisations.fr.actingForOwn).waitFor();
    await manager.open(`${pathTo("fr", "myMissions")}?pour=${party}`);
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    // It is no choice for the pages after it.
    await manager.open(pathTo("fr", "myMissions"));
    await page.getByText(organisations.fr.actingForOwn).waitFor();
    await manager.leave();
    await openAccount(site, "zoe@exemple.fr", "Zoé Lacombe");
    const stranger = await signedInAs("zoe@exemple.fr");
    await stranger.open(`${pathTo("fr", "myMissions")}?pour=${party}`);
    await stranger.page.getByRole("heading", { name: workspace.fr.myMissions }).waitFor();
    expect(await switchOf(stranger).isVisible()).toBe(false);
    expect(await stranger.page.getByText(missionInput().title as string).count()).toBe(0);
    await stranger.leave();
  });

  it("keeps a page on the party that it was opened for, whatever another tab chooses", async () => {
    const one = await signedInAs("karim@exemple.fr", desk);
    await one.open(pathTo("fr", "publish"));
    await one.page.getByText(organisations.fr.actingForOwn).waitFor();
    const other = await one.anotherTab();
    await other.open(pathTo("fr", "organisations"));
    await other.page.getByRole("button", { name: organisations.fr.actInList(NAME) }).click();
    await other.page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    const asked = one.page.waitForRequest(/api\/v1\/me\/contact/);
    await one.page.evaluate(() => fetch("/robots.txt"));
    await one.page.getByText(organisations.fr.actingForOwn).waitFor();
    expect(await switchOf(one).innerText()).not.toContain(NAME);
    await one.page.goto(pathTo("fr", "profile"));
    expect((await asked).headers()["swideal-party"], "a new page acts for the new choice").toMatch(
      /^[\da-f-]{36}$/,
    );
    await one.leave();
  });

  it("speaks for one party, also when it asks twice for whom, and the first answer comes last", async () => {
    const visitor = await signedInAs("karim@exemple.fr", desk);
    const { page } = visitor;
    const party = await organisationOf("karim@exemple.fr");
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: first, resolve: asked } = Promise.withResolvers<void>();
    let asking = 0;
    await page.route("**/api/v1/me/parties", async (route) => {
      asking += 1;
      if (asking === 1) {
        asked();
        await held;
      }
      await route.continue();
    });
    await page.goto(pathTo("fr", "myMissions"));
    await first;
    // Another tab chooses meanwhile, and this one is looked at again.
    await page.evaluate((acting) => {
      const hint = JSON.parse(localStorage.getItem("swideal.session") ?? "{}");
      localStorage.setItem("swideal.session", JSON.stringify({ ...hint, acting }));
      document.dispatchEvent(new Event("visibilitychange"));
    }, party);
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    const late = page.waitForResponse("**/api/v1/me/parties");
    letGo();
    await late;
    await page.evaluate(() => fetch("/robots.txt"));
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    expect(await switchOf(visitor).innerText()).toContain(NAME);
    const read = page.waitForRequest(/api\/v1\/me\/missions/);
    await page.getByLabel(ownLists.fr.state).selectOption("draft");
    expect((await read).headers()["swideal-party"]).toBe(party);
    await visitor.open(`${pathTo("fr", "organisations")}?pour=${party.toUpperCase()}`);
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    await visitor.leave();
  });

  it("keeps a form on its party when the session comes back in another tab, whatever fails then", async () => {
    const form = await signedInAs("odile@exemple.fr");
    const { page } = form;
    const party = await organisationOf("odile@exemple.fr");
    await form.open(pathTo("fr", "organisations"));
    await page.getByRole("button", { name: organisations.fr.actInList(NAME) }).click();
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    await form.open(pathTo("fr", "profile"));
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    await page.getByLabel(contact.fr.phone).fill("06 12 34 56 78");
    await address(form).fill("Siège, 2 rue <3");
    const other = await form.anotherTab();
    const cover = page.getByRole("heading", { name: keptText.fr.overTitle });
    for (const fails of [false, true]) {
      if (fails) await page.route("**/api/v1/me/parties", (route) => route.abort());
      await other.page.goto("/robots.txt");
      await other.page.request.post("/api/v1/auth/logout");
      await other.page.evaluate(() => localStorage.removeItem("swideal.session"));
      await cover.waitFor();
      await enter(other, "odile@exemple.fr");
      await cover.waitFor({ state: "detached" });
      expect.soft(await page.getByText(organisations.fr.actingFor(NAME)).isVisible()).toBe(true);
    }
    expect(await address(form).inputValue()).toBe("Siège, 2 rue <3");
    const sent = page.waitForRequest((request) => request.method() === "PUT");
    await page.getByRole("button", { name: contact.fr.save }).click();
    expect((await sent).headers()["swideal-party"]).toBe(party);
    await page.getByText(contact.fr.saved).waitFor();
    await form.leave();
  });

  it("finds what was typed for it and not sent in its own form, and nobody else does", async () => {
    const visitor = await signedInAs("odile@exemple.fr");
    const { page } = visitor;
    await visitor.open(`${pathTo("fr", "profile")}?pour=${await organisationOf("odile@exemple.fr")}`);
    await page.getByText(organisations.fr.actingFor(NAME)).waitFor();
    await address(visitor).fill("Quai de l’équipe");
    await switchOf(visitor).click();
    await page.getByRole("button", { name: organisations.fr.actingOwn, exact: true }).click();
    await page.getByText(organisations.fr.actingForOwn).waitFor();
    await address(visitor).waitFor();
    expect.soft(await address(visitor).inputValue()).toBe("");
    // Where unsent texts are listed, each leads to the party that it is for.
    await address(visitor).fill("Chez Odile");
    await visitor.open(pathTo("fr", "signOut"));
    for (const [who, text] of [
      [organisations.fr.actingForOwn, "Chez Odile"],
      [organisations.fr.actingFor(NAME), "Quai de l’équipe"],
    ] as const) {
      const link = page.getByRole("link", { name: keptText.fr.goSend, exact: true });
      await link.nth(who === organisations.fr.actingForOwn ? 0 : 1).click();
      await page.getByText(who).waitFor();
      await expect.poll(() => address(visitor).inputValue()).toBe(text);
      await visitor.open(pathTo("fr", "signOut"));
    }
    await visitor.leave();
  });

  it("is found after an hour by a browser that knew of none", async () => {
    const guest = await signedInAs("karim@exemple.fr");
    await guest.page.evaluate((asked) => {
      const hint = JSON.parse(localStorage.getItem("swideal.session") ?? "{}");
      localStorage.setItem("swideal.session", JSON.stringify({ ...hint, parties: [], asked }));
    }, Date.now() - 3_700_000);
    await guest.open(pathTo("fr", "myMissions"));
    await guest.page.getByText(organisations.fr.actingForOwn).waitFor();
    await guest.leave();
  });

  it("tells its last owner the ways out, is left by others, and ends when it is dissolved", async () => {
    const texts = organisations.en;
    const owner = await signedInAs("odile@exemple.fr", desk);
    const { page } = owner;
    await owner.open(pathTo("en", "organisations"));
    await owner.expectSoundPage();
    await owner.picture("organisations-desk-en");
    await page.getByRole("link", { name: texts.manageNamed(NAME) }).click();
    await page.getByText("Karim Benali", { exact: true }).waitFor();
    await owner.expectSoundPage();
    await owner.picture("organisation-desk-en");
    await page.getByRole("button", { name: texts.leave }).click();
    await page.getByRole("dialog").getByRole("button", { name: texts.leave }).click();
    await page.getByText(/Name another owner, dissolve it, or hand it over/).waitFor();
    await page.getByRole("button", { name: texts.changeRoleOf("Karim Benali") }).click();
    await page.getByRole("dialog").getByLabel(texts.role).selectOption("member");
    await page.getByRole("dialog").getByRole("button", { name: texts.changeRole }).click();
    await page.getByText(texts.roleChanged("Karim Benali")).waitFor();

    const member = await signedInAs("karim@exemple.fr");
    await member.open(pathTo("fr", "organisations"));
    await member.page.getByRole("link", { name: organisations.fr.manageNamed(NAME) }).click();
    await member.page.getByRole("button", { name: organisations.fr.leave }).click();
    await member.page.getByRole("dialog").getByRole("button", { name: organisations.fr.leave }).click();
    await member.page.getByText(organisations.fr.none).waitFor();
    await member.expectSoundPage();
    await member.picture("organisations-phone-fr");
    await member.leave();

    await page.getByRole("button", { name: texts.dissolve }).click();
    await page.getByRole("dialog").getByRole("button", { name: texts.dissolve }).click();
    await page.getByText(texts.none).waitFor();
    await owner.leave();
  });
});
