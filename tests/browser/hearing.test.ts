import { describe, expect, it } from "vitest";
import { pathOf } from "../../src/server/features/notifications/compose.ts";
import type { Kind } from "../../src/server/features/notifications/kind.ts";
import { kinds } from "../../src/server/features/notifications/kinds.ts";
import { pathTo } from "../../src/shared/page-paths.ts";
import { awards } from "../../src/web/i18n/awards.ts";
import { calendars } from "../../src/web/i18n/calendars.ts";
import { common } from "../../src/web/i18n/common.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { myData } from "../../src/web/i18n/my-data.ts";
import { notifications } from "../../src/web/i18n/notifications.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, moderator, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, giveCredentials } from "./steps.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

/** What becomes of a mission, as those who took part hear of it. */
describe.each(
  oneOf<[Locale, typeof desk]>(0, [
    ["fr", phone],
    ["en", desk],
  ]),
)("in %s", (locale, viewport) => {
  it("who did not win asks by a button who has, and sees it for the asking alone", {
    timeout: 120_000,
  }, async () => {
    const [client, winner, loser] = await Promise.all([
      person(site, "Mairie de Vénissieux"),
      person(site, "Élodie & Cie <3"),
      person(site, "Atelier Lumière"),
    ]);
    const { body: mission } = await client.post("/missions", missionInput());
    const { body: offer } = await winner.post(`/missions/${mission.id}/offers`, offerInput(90_000));
    await loser.post(`/missions/${mission.id}/offers`, offerInput(95_000));
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    const texts = awards[locale];
    const place = page.getByRole("region", { name: texts.title });
    await enter(visitor, loser.email);
    await visitor.open(pathTo(locale, "offer", { id: mission.id }));
    await page.locator("#own").waitFor();
    expect(await place.count()).toBe(0);
    await client.post(`/offers/${offer.id}/award`);
    await visitor.open(pathTo(locale, "offer", { id: mission.id }));
    await place.getByRole("button", { name: texts.ask }).waitFor();
    const asked = () => site.sql("select 1 from audit_entries where action = 'mission.read_award'");
    expect(await asked()).toEqual([]);
    await visitor.expectSoundPage();
    await visitor.picture(`winner-asked-${locale}`);
    await place.getByRole("button", { name: texts.ask }).press("Enter");
    await place.getByText("Élodie & Cie <3", { exact: true }).waitFor();
    expect(await asked()).toHaveLength(1);
    await visitor.expectSoundPage();
    await visitor.picture(`winner-told-${locale}`);
    await visitor.leave();
  });

  it("the bell counts what is new, the list says it, and what mails come is one's own choice", {
    timeout: 180_000,
  }, async () => {
    const [client, winner] = await Promise.all([
      person(site, "Mairie de Vénissieux"),
      person(site, "Élodie & Cie <3"),
    ]);
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    const texts = notifications[locale];
    const bell = page.locator(".bell");
    const number = bell.locator(".unread-count > [aria-hidden]");
    await enter(visitor, winner.email);
    await visitor.open(pathTo(locale, "notifications"));
    await page.getByText(texts.empty).waitFor();
    expect(await number.isVisible()).toBe(false);
    for (const title of ["Tailler la haie", "Peindre le salon"]) {
      const { body: mission } = await client.post("/missions", missionInput({ title }));
      const { body: offer } = await winner.post(`/missions/${mission.id}/offers`, offerInput(90_000));
      await client.post(`/offers/${offer.id}/award`);
    }
    const { body: told } = await winner.get("/me/notifications");
    expect(told.items.length).toBeGreaterThanOrEqual(2);
    const unread = String(told.items.length);
    await visitor.open(pathTo(locale, "myOffers"));
    await number.getByText(unread, { exact: true }).waitFor();
    await page.getByRole("link", { name: `${texts.bell} ${texts.unreadNotifications(unread)}` }).waitFor();
    // A public page, which asks for nothing private, shows what this browser knows.
    await visitor.open(pathTo(locale, "feed"));
    await number.getByText(unread, { exact: true }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`bell-${locale}`, false);
    await bell.press("Enter");
    const lines = page.locator(".notifications > li");
    await lines.first().waitFor();
    expect(await lines.count()).toBe(told.items.length);
    await visitor.expectSoundPage();
    await visitor.picture(`notifications-${locale}`);
    await page.getByRole("button", { name: texts.readAll }).press("Enter");
    await expect.poll(() => number.isVisible()).toBe(false);
    await expect.poll(() => page.locator(".notifications > .unread").count()).toBe(0);
    await page.getByRole("link", { name: texts.showUnread }).click();
    await page.getByText(texts.noneUnread).waitFor();
    await page.getByRole("link", { name: texts.toPreferences }).click();
    const choices = page.locator(".mail-choice");
    await choices.first().waitFor();
    expect(
      await page.getByRole("region", { name: texts.always }).getByRole("listitem").count(),
    ).toBeGreaterThan(3);
    await visitor.expectSoundPage();
    await visitor.picture(`preferences-${locale}`);
    const off = choices.first().getByLabel(texts.mails.off);
    await off.check();
    await page.getByRole("button", { name: texts.save }).click();
    await page.getByText(texts.saved).waitFor();
    await visitor.open(pathTo(locale, "preferences"));
    await choices.first().waitFor();
    expect(await off.isChecked()).toBe(true);
    await page.getByRole("button", { name: calendars[locale].make }).click();
    const address = await page.getByLabel(calendars[locale].address).inputValue();
    expect(await (await fetch(address)).text()).toContain("BEGIN:VCALENDAR");
    await visitor.expectSoundPage();
    await visitor.picture(`calendar-${locale}`);
    await visitor.leave();
  });

  it("whatever link of a mail one opens without a session, one signs in there and is where the mail meant", {
    timeout: 180_000,
  }, async () => {
    const [client, provider, judge] = await Promise.all([
      person(site, "Mairie de Vénissieux"),
      person(site, "Élodie & Cie <3"),
      moderator(site),
    ]);
    const title = "Repeindre l’entrée des archives";
    const { body: mission } = await client.post("/missions", missionInput({ title }));
    const { body: offer } = await provider.post(`/missions/${mission.id}/offers`, offerInput(90_000));
    const said = "Le portail ferme à 18 h.";
    const { body: message } = await client.post(`/offers/${offer.id}/messages`, { text: said });
    const searched = "Archives à repeindre";
    await provider.post("/me/saved-searches", { query: "q=archives", frequency: "off", name: searched });
    // Of each page that any kind leads to one link, as its mail says it to its reader.
    const wanted = { manage: [client, title], conversation: [provider, said] } as const;
    const others = {
      savedSearches: [provider, searched],
      moderation: [judge, ""],
      myData: [client, myData[locale].ask],
    } as const;
    const readers: Partial<Record<string, readonly [Person, string]>> = { ...wanted, ...others };
    const led = new Map(Object.values<Kind>(kinds).map((kind) => [kind.leadsTo, kind]));
    const withoutSession = ["mission", "objection", "signIn"];
    expect([...led.keys()].filter((to) => !withoutSession.includes(to)).sort()).toEqual(
      Object.keys(readers).sort(),
    );
    for (const [to, kind] of led) {
      const [reader, shown] = readers[to] ?? [];
      if (reader === undefined || shown === undefined) continue;
      const subjectId = to === "conversation" ? message.conversationId : null;
      const row = { missionId: mission.id, partyId: reader.partyId, subjectId };
      const path = pathOf(kind, row, reader, locale);
      const visitor = await newVisitor({ viewport });
      await visitor.open(path);
      const name = common[locale].signIn;
      await visitor.page.getByRole("main").getByRole("link", { name, exact: true }).click();
      await giveCredentials(visitor, locale, reader.email);
      await visitor.page.waitForURL(new URL(path, site.url).href);
      await visitor.page.getByRole("main").getByText(shown).first().waitFor();
      await visitor.leave();
    }
  });
});
