import { describe, expect, it } from "vitest";
import {
  actFor,
  addMember,
  found,
} from "../../src/server/features/organisations/testing/organisation-fixtures.ts";
import { pathTo } from "../../src/shared/page-paths.ts";
import { common } from "../../src/web/i18n/common.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { moderatedParties } from "../../src/web/i18n/moderated-parties.ts";
import { moderatedThread } from "../../src/web/i18n/moderated-thread.ts";
import { moderation } from "../../src/web/i18n/moderation.ts";
import { organisations } from "../../src/web/i18n/organisations.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, moderator, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, giveCredentials, signIn } from "./steps.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();

const NEXT = "Karim Benali";
const REASON = "Coordonnées d’un tiers dans le texte.";

async function disputed(client: Person, provider: Person): Promise<string> {
  const { body: mission } = await client.post("/missions", missionInput());
  const { body: offer } = await provider.post(`/missions/${mission.id}/offers`, offerInput(300_000));
  await client.post(`/offers/${offer.id}/award`);
  await provider.post(`/missions/${mission.id}/start`);
  const { status, text } = await client.post(`/missions/${mission.id}/dispute`, {
    reason: "Le tableau n’a pas été remplacé.",
  });
  expect(status, text).toBe(200);
  return mission.id;
}

/** In the row of the list that holds `words`: opens a dialogue, gives the reason, sends it. */
async function decide({ page }: Visitor, words: string, button: string, locale: Locale): Promise<void> {
  const row = page.getByRole("listitem").filter({ hasText: words }).first();
  await row.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(moderation[locale].reason).fill(REASON);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

describe.each(
  oneOf<[Locale, typeof desk]>(0, [
    ["fr", desk],
    ["en", phone],
  ]),
)("in %s", (locale, viewport) => {
  const texts = moderation[locale];
  const thread = moderatedThread[locale];

  it("somebody without an account reports a mission; a moderator reads it, hides, shows, suspends and decides", {
    timeout: 240_000,
  }, async () => {
    const [client, provider, judge] = [
      await person(site, `Famille Lebrun ${locale}`),
      await person(site, "Volt & Fils"),
      await moderator(site),
    ];
    const title = `Refaire un tableau électrique, ${locale}`;
    const { body: mission } = await client.post("/missions", missionInput({ title }));
    const dispute = await disputed(client, provider);
    const { body: mine } = await provider.get("/me/offers");
    const { body: said } = await provider.post(`/offers/${mine.items[0].id}/messages`, {
      text: "Rappelez-moi au 06 12 34 56 78.",
    });
    const readings = () =>
      site.sql(
        `select d.changes->>'because' as because from audit_entries e join audit_details d on d.entry_id = e.id
         where e.action = 'conversation.read' and e.resource_id = $1 order by e.id`,
        [said.conversationId],
      );

    const neighbour = await newVisitor({ viewport });
    await neighbour.open(pathTo(locale, "mission", { id: mission.id }));
    await neighbour.page.getByRole("link", { name: texts.reportMission }).click();
    await neighbour.page
      .getByLabel(texts.text, { exact: true })
      .fill("Le texte donne le téléphone d’une autre personne.");
    await neighbour.page.getByRole("button", { name: texts.send }).click();
    await neighbour.page.locator("#goodFaith-error").waitFor();
    await neighbour.expectSoundPage();
    await neighbour.picture(`report-${locale}`);
    await neighbour.page.getByLabel(texts.category).selectOption("personal_data");
    await neighbour.page.getByLabel(texts.goodFaith).check();
    await neighbour.page.getByRole("button", { name: texts.send }).click();
    await neighbour.page.getByRole("heading", { name: texts.sentTitle }).waitFor();
    await neighbour.leave();

    const visitor = await newVisitor({ viewport });
    await signIn(visitor, locale, judge.email);
    const { page } = visitor;
    await page.locator(".session summary").click();
    await page.getByRole("link", { name: common[locale].moderation }).click();
    await page.getByRole("listitem").filter({ hasText: title }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`reports-${locale}`);
    await decide(visitor, title, texts.decide, locale);
    await page.getByRole("listitem").filter({ hasText: title }).waitFor({ state: "detached" });

    await visitor.open(pathTo(locale, "moderationMissions", {}, { mission: mission.id }));
    await page.getByRole("button", { name: texts.hide }).click();
    const buttons = await page.getByRole("dialog").getByRole("button").allInnerTexts();
    expect(buttons).toEqual([texts.hide, texts.keepVisible]);
    await page.getByRole("dialog").getByLabel(texts.reason).fill(REASON);
    await visitor.picture(`hide-${locale}`, false);
    await page.getByRole("dialog").getByRole("button", { name: texts.hide }).click();
    await page.getByRole("button", { name: texts.show }).waitFor();
    expect((await site.api.get(`/missions/${mission.id}`)).status).toBe(404);

    const owner = await newVisitor({ viewport });
    await signIn(owner, locale, client.email);
    await owner.open(pathTo(locale, "manage", { id: mission.id }));
    await owner.page.getByText(REASON).waitFor();
    await owner.page.getByRole("link", { name: texts.object }).waitFor();
    await owner.expectSoundPage();
    await owner.picture(`hidden-${locale}`);
    await owner.leave();

    await page.getByRole("button", { name: texts.show }).click();
    await page.getByRole("dialog").getByLabel(texts.reason).fill("Corrigé depuis.");
    await page.getByRole("dialog").getByRole("button", { name: texts.show }).click();
    await page.getByRole("button", { name: texts.hide }).waitFor();
    expect((await site.api.get(`/missions/${mission.id}`)).status).toBe(200);

    // What the two have written is read by who chooses to: opening the page reads nothing.
    await visitor.open(pathTo(locale, "moderationMissions", {}, { mission: dispute }));
    await page.getByRole("link", { name: thread.open }).click();
    await page.getByText(thread.text).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`thread-before-${locale}`);
    expect(await readings()).toEqual([]);
    await page.getByRole("button", { name: thread.read }).press("Enter");
    await page.getByText("Rappelez-moi au 06 12 34 56 78.").waitFor();
    await page.getByText(thread.holdsContact).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`thread-${locale}`);
    expect(await readings()).toEqual([{ because: "dispute" }]);
    const { id: reported } = (await client.get(`/conversations/${said.conversationId}/messages`)).body
      .items[0];
    await client.post("/reports", {
      subject: { type: "message", id: reported },
      category: "fraud",
      text: "Il veut être payé à part.",
      goodFaith: true,
    });
    await visitor.open(pathTo(locale, "moderation"));
    await page.getByRole("link", { name: thread.open }).click();
    await page.getByRole("button", { name: thread.read }).click();
    await page.getByText(thread.reported).waitFor();
    expect(await readings()).toEqual([{ because: "dispute" }, { because: "report" }]);

    await visitor.open(pathTo(locale, "moderationMissions", {}, { mission: dispute }));
    await page.getByRole("button", { name: texts.resolve }).click();
    await page.getByLabel(texts.resolutions.completed as string).check();
    await page.getByRole("dialog").getByLabel(texts.reason).fill("Le travail est conforme.");
    await page.getByRole("dialog").getByRole("button", { name: texts.resolve }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect((await client.get(`/missions/${dispute}`)).body.status).toBe("completed");

    await visitor.open(pathTo(locale, "moderationAccounts"));
    await page.getByLabel(texts.search).fill(client.email);
    await page.getByRole("button", { name: texts.find }).click();
    await visitor.expectSoundPage();
    await decide(visitor, client.email, texts.suspend, locale);
    await page.getByText(texts.suspended, { exact: true }).waitFor();
    await visitor.picture(`accounts-${locale}`);
    const shutOut = await newVisitor({ viewport });
    await shutOut.open(pathTo(locale, "signIn"));
    await giveCredentials(shutOut, locale, client.email);
    await shutOut.page.getByText(REASON).waitFor();
    await shutOut.picture(`suspended-${locale}`);
    await shutOut.leave();
    await decide(visitor, client.email, texts.reinstate, locale);
    await page.getByText(texts.suspended, { exact: true }).waitFor({ state: "detached" });
    await visitor.leave();
  });

  it("an organisation without an owner is given one or dissolved, and missions with related offers are found", async () => {
    const care = moderatedParties[locale];
    const general = organisations[locale];
    const [owner, next, judge] = [
      await person(site, "Odile Marchand"),
      await person(site, NEXT),
      await moderator(site),
    ];
    const [kept, ended] = [`Atelier <3 ${locale}`, `Chantiers du Rhône ${locale}`];
    const [firm, other] = [
      await found(owner, { displayName: kept }),
      await found(owner, { displayName: ended }),
    ];
    await addMember(site, firm, next.userId, "manager");
    await addMember(site, other, judge.userId);
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    await enter(visitor, judge.email);
    await visitor.open(pathTo(locale, "moderation"));
    await page.getByRole("link", { name: texts.organisations, exact: true }).click();
    await page.getByText(care.noneInCare).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`care-empty-${locale}`);

    await page.route("**/api/v1/admin/parties?*", (route) => route.abort());
    await page.reload();
    const retry = page.getByRole("button", { name: working[locale].retry });
    await retry.waitFor();
    await visitor.picture(`care-failed-${locale}`);
    await page.unroute("**/api/v1/admin/parties?*");
    visitor.complaints.length = 0;
    for (const id of [firm, other]) expect((await owner.post(`/parties/${id}/handover`)).status).toBe(200);
    await retry.click();
    const row = (name: string) => page.locator(".mission-list > li").filter({ hasText: name });
    await row(kept)
      .getByRole("button", { name: care.showMembersNamed(kept) })
      .click();
    await row(ended).getByText(care.ownCase).waitFor();
    expect(await row(ended).getByRole("button").count(), "nobody judges an own case").toBe(0);
    await visitor.expectSoundPage();
    await visitor.picture(`care-${locale}`);
    const name = page.getByRole("button", { name: care.nameOwnerNamed(NEXT) });
    await name.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText(care.nameOwnerText).waitFor();
    await visitor.picture(`care-name-${locale}`, false);
    await page.getByRole("dialog").getByRole("button", { name: care.nameOwner, exact: true }).press("Enter");
    const done = page.getByText(care.named(NEXT, kept));
    await done.waitFor();
    await row(kept).waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("status");
    expect((await next.get(`/parties/${firm}`)).body).toMatchObject({ role: "owner", status: "active" });

    await site.api.request("DELETE", `/api/v1/parties/${other}/members/${judge.userId}`, {
      token: judge.token,
    });
    await page.reload();
    await row(ended)
      .getByRole("button", { name: care.dissolveNamed(ended) })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: general.dissolve, exact: true }).click();
    await page.getByText(care.dissolved(ended)).waitFor();
    await page.getByText(care.noneInCare).waitFor();
    expect((await judge.get(`/parties/${other}`)).body.status).toBe("dissolved");

    // More than a page of them, and one that everybody has left.
    await site.sql(
      `with made as (
         insert into parties (kind, display_name) select 'company', 'Sarl ' || n from generate_series(1, 21) n
         returning id)
       insert into organisations (party_id, custody_since) select id, now() from made`,
    );
    await page.reload();
    await page.getByText(care.nobodyLeft).first().waitFor();
    const rows = page.locator(".mission-list > li");
    expect(await rows.count()).toBe(20);
    await page.getByRole("button", { name: workspace[locale].more }).click();
    await expect.poll(() => rows.count()).toBe(21);
    await visitor.picture(`care-long-${locale}`, false);
    await site.sql(
      "update organisations set custody_since = null, dissolved_at = now() where custody_since is not null",
    );

    await page.getByRole("link", { name: texts.relatedOffers, exact: true }).click();
    await page.getByText(care.noneRelated).waitFor();
    await visitor.picture(`related-empty-${locale}`);
    const title = `Repeindre une cage d’escalier, ${locale}`;
    const client = await person(site);
    const { body: mission } = await client.post("/missions", missionInput({ title }));
    const rival = await person(site, "Volt & Fils");
    await next.post(`/missions/${mission.id}/offers`, offerInput(300_000), actFor(firm));
    await rival.post(`/missions/${mission.id}/offers`, offerInput(290_000));
    await addMember(site, firm, rival.userId);
    await page.reload();
    await page.getByText(care.noneRelated).waitFor({ state: "detached" });
    await row(title).getByText(kept).waitFor();
    await row(title)
      .first()
      .getByRole("link", { name: care.findAccountNamed("Volt & Fils") })
      .waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`related-${locale}`);
    await page.getByRole("link", { name: care.showMembersNamed(kept) }).click();
    await page.getByText("Odile Marchand", { exact: true }).waitFor();
    await page.goBack();
    await page.getByRole("link", { name: care.seeMissionNamed(title) }).click();
    await page.getByRole("button", { name: texts.hide }).waitFor();
    await client.post(`/missions/${mission.id}/cancel`, { reason: REASON });
    await visitor.open(pathTo(locale, "moderationRelatedOffers"));
    await page.getByText(care.noneRelated).waitFor();
    await visitor.leave();
  });

  it("the moderators' pages are not for others, who are told so", async () => {
    const someone = await person(site, "Paul Ménard");
    const visitor = await newVisitor({ viewport });
    await enter(visitor, someone.email);
    for (const page of [
      "moderationAccounts",
      "moderationOrganisations",
      "moderationRelatedOffers",
    ] as const) {
      await visitor.open(pathTo(locale, page));
      await visitor.page.getByRole("heading", { name: texts.staffOnly }).waitFor();
    }
    await visitor.leave();
  });
});
