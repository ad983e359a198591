import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { awards } from "../../src/web/i18n/awards.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, offerInput, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { PASSWORD, signIn } from "./steps.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

/** What becomes of a mission, as those who took part hear of it. */
describe.each(
  oneOf<[Locale, typeof desk]>(0, [
    ["fr", phone],
    ["en", desk],
  ]),
)("in %s", (locale, viewport) => {
  it("who did not win asks by a button who has, and sees it for the asking alone", async () => {
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
    await signIn(visitor, locale, loser.email, PASSWORD);
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
});
