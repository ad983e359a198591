import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { contact } from "../../src/web/i18n/contact.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter } from "./steps.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();

const ADDRESS = "12 rue de l’Église, bâtiment B\nDigicode 4B17";

async function arrive(who: Person, viewport: typeof desk): Promise<Visitor> {
  const visitor = await newVisitor({ viewport });
  await enter(visitor, who.email);
  return visitor;
}

describe.each(
  oneOf<[Locale, typeof desk, typeof desk]>(1, [
    ["fr", desk, phone],
    ["en", phone, desk],
  ]),
)("in %s", (locale, clientScreen, providerScreen) => {
  const texts = contact[locale];
  const words = workspace[locale];

  it("from the award on each side reaches the other, even where details were missing", {
    timeout: 240_000,
  }, async () => {
    const [owner, bidder] = [await person(site, "Élodie & Cie <3"), await person(site, "Atelier Lumière")];
    const { body: mission } = await owner.post("/missions", missionInput());
    const client = await arrive(owner, clientScreen);
    const provider = await arrive(bidder, providerScreen);

    // The provider is invited beside the form, and nothing typed in the form is lost by it.
    await provider.open(pathTo(locale, "offer", { id: mission.id }));
    const { page } = provider;
    await page.getByLabel(words.price).fill("900");
    await page.getByLabel(words.durationDays).fill("4");
    await page.getByLabel(words.message).fill("Nous sommes libres lundi.");
    await page.getByRole("button", { name: texts.fill }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(texts.phone).fill("06 12 34");
    await provider.expectSoundPage();
    await dialog.getByRole("button", { name: texts.save }).click();
    await dialog.locator("#contactPhone-error").waitFor();
    await provider.picture(`contact-refused-${locale}`, false);
    expect(await dialog.getByLabel(texts.name).inputValue()).toBe("Atelier Lumière");
    await dialog.getByLabel(texts.phone).fill("06.12.34.56.78");
    await dialog.getByRole("button", { name: texts.save }).click();
    await page.getByRole("heading", { name: texts.invite }).waitFor({ state: "detached" });
    expect(await page.getByLabel(words.message).inputValue()).toBe("Nous sommes libres lundi.");
    const consent = page.getByLabel(texts.consentOffer);
    expect(await consent.isChecked()).toBe(false);
    await consent.check();
    await provider.picture(`contact-offer-${locale}`);
    await page.getByRole("button", { name: words.submitOffer }).click();
    await page.getByText(texts.willShare).waitFor();
    await provider.expectSoundPage();

    // The client awards without consent and without details: the award is made, the pages ask for both.
    await client.open(pathTo(locale, "manage", { id: mission.id }));
    await client.page.getByRole("heading", { name: texts.invite }).waitFor();
    await client.page.getByRole("button", { name: texts.workAddressFill }).click();
    const place = client.page.getByRole("dialog");
    await place.getByLabel(texts.workAddress).fill(ADDRESS);
    await client.expectSoundPage();
    await place.getByRole("button", { name: texts.workAddressSave }).click();
    await client.page.getByText("Digicode 4B17").first().waitFor();
    await client.picture(`contact-manage-${locale}`);
    await client.page.getByRole("button", { name: words.awardTo("Atelier Lumière") }).click();
    const award = client.page.getByRole("dialog");
    expect(await award.getByLabel(texts.consentAward).isChecked()).toBe(false);
    await client.expectSoundPage();
    await client.picture(`contact-award-${locale}`, false);
    await award.getByRole("button", { name: words.awardTo("Atelier Lumière") }).click();
    const provided = client.page.getByRole("region", { name: texts.reachProvider });
    const call = provided.getByRole("link", { name: "06.12.34.56.78" });
    expect(await call.getAttribute("href")).toBe("tel:+33612345678");
    expect(await provided.getByRole("link", { name: bidder.email }).getAttribute("href")).toBe(
      `mailto:${bidder.email}`,
    );
    await provided.getByText(texts.ownNotShared("Atelier Lumière")).waitFor();
    await client.expectSoundPage();
    await client.picture(`contact-client-before-${locale}`);

    const reached = page.getByRole("region", { name: texts.reachClient });
    await reached.getByText(texts.notShared("Élodie & Cie <3")).waitFor();
    await provider.picture(`contact-provider-before-${locale}`);
    await provided.getByRole("button", { name: texts.share }).click();
    const own = client.page.getByRole("dialog");
    await own.getByLabel(texts.phone).fill("+33 4 72 00 00 00");
    await own.getByRole("button", { name: texts.save }).click();
    await reached.getByRole("link", { name: "+33 4 72 00 00 00" }).waitFor();
    await reached.getByText("Digicode 4B17").waitFor();
    await provider.expectSoundPage();
    await provider.picture(`contact-provider-${locale}`);
    await client.expectSoundPage();
    await client.picture(`contact-client-${locale}`);

    // What was kept is changed in the profile, and told as it is now.
    await client.open(pathTo(locale, "profile"));
    await client.page.getByLabel(texts.phone).fill("04 72 11 11 11");
    await client.page.getByLabel(texts.address).fill("3 bis, rue Élodie\n69003 Lyon");
    await client.page.getByRole("button", { name: texts.save }).click();
    await client.page.getByText(texts.saved).waitFor();
    await client.expectSoundPage();
    await client.picture(`contact-profile-${locale}`);
    await reached.getByRole("link", { name: "04 72 11 11 11" }).waitFor();
    for (const visitor of [client, provider]) await visitor.leave();
  });
});
