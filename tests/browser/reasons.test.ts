import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { confirmations } from "../../src/web/i18n/confirmations.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { reasons } from "../../src/web/i18n/reasons.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { oneOf } from "../support/depth.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter } from "./steps.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();

const WHY = "L’équipe d’Élodie & Cie <3 n’est plus libre :\nle chantier d’à côté dure.";

describe.each(
  oneOf<[Locale, typeof desk, typeof desk]>(0, [
    ["fr", desk, phone],
    ["en", phone, desk],
  ]),
)("in %s", (locale, clientScreen, providerScreen) => {
  const texts = reasons[locale];
  const words = workspace[locale];
  let owner: Person;
  let bidder: Person;
  let client: Visitor;
  let provider: Visitor;
  beforeAll(async () => {
    [owner, bidder] = [await person(site, "Élodie & Cie <3"), await person(site, "Atelier Lumière")];
    client = await newVisitor({ viewport: clientScreen });
    provider = await newVisitor({ viewport: providerScreen });
    await enter(client, owner.email);
    await enter(provider, bidder.email);
  });
  afterAll(async () => {
    await client?.leave();
    await provider?.leave();
  });

  /** A mission awarded and brought this far, open on both sides' pages. */
  async function open(...moves: string[]): Promise<void> {
    const { body: mission } = await owner.post("/missions", missionInput());
    const { body: offer } = await bidder.post(`/missions/${mission.id}/offers`, offerInput(90_000));
    await owner.post(`/offers/${offer.id}/award`);
    for (const move of moves) await bidder.post(`/missions/${mission.id}/${move}`);
    await client.open(pathTo(locale, "manage", { id: mission.id }));
    await provider.open(pathTo(locale, "offer", { id: mission.id }));
  }

  type Move = keyof typeof texts.label;
  const ways: [Move, string[], () => Visitor, () => Visitor, string][] = [
    ["request-changes", ["start", "deliver"], () => client, () => provider, words.requestChanges],
    ["dispute", ["start"], () => provider, () => client, words.dispute],
    ["decline", [], () => provider, () => client, words.decline],
    ["cancel", [], () => client, () => provider, words.cancelMission],
  ];
  it.each(ways)(
    "%s: the words are asked, kept on refusal, and shown to the other side",
    {
      timeout: 180_000,
    },
    async (move, before, mover, reader, label) => {
      await open(...before);
      const { page } = mover();
      const dialog = page.getByRole("dialog");
      await page.getByRole("button", { name: label, exact: true }).click();
      await mover().expectSoundPage();
      await mover().picture(`reason-${move}-${locale}`, false);
      await dialog.getByLabel(texts.label[move]).fill("Eh");
      await dialog.getByRole("button", { name: texts.submit[move] }).click();
      await dialog.locator(`#${move}-reason-error`).waitFor();
      expect(await dialog.getByLabel(texts.label[move]).inputValue()).toBe("Eh");
      await dialog.getByLabel(texts.label[move]).fill(WHY);
      // Closed and opened again, what was typed is still there.
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: label, exact: true }).click();
      expect(await dialog.getByLabel(texts.label[move]).inputValue()).toBe(WHY);
      await dialog.getByRole("button", { name: texts.submit[move] }).click();
      for (const visitor of [mover(), reader()]) {
        const told = visitor.page.getByRole("region", { name: texts.heading[move] });
        await told.getByText(WHY).waitFor();
        await visitor.expectSoundPage();
      }
      await reader().picture(`reason-${move}-read-${locale}`);
    },
  );

  it("a sealed mission is told as one, and cancelling it asks with two buttons that say what they do", async () => {
    const { body: mission } = await owner.post("/missions", missionInput({ auction: "sealed" }));
    const { page } = client;
    await client.open(pathTo(locale, "manage", { id: mission.id }));
    await page.getByText(words.sealedState).waitFor();
    expect(await page.getByText(words.stateTexts.published as string).count()).toBe(0);
    const opener = page.getByRole("button", { name: words.cancelMission, exact: true });
    await opener.click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(confirmations[locale].cancelNoOffers).waitFor();
    const [yes, no] = await dialog.getByRole("button").all();
    if (!yes || !no) throw new Error("the dialogue has fewer than two buttons");
    expect(await Promise.all([yes.innerText(), no.innerText()])).toEqual([texts.submit.cancel, texts.keep]);
    const colour = (button: Locator, property: "color" | "background-color") =>
      button.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
    const danger = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.className = "button danger";
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
    expect(await colour(opener, "color")).toBe(danger);
    expect(await colour(yes, "background-color")).toBe(danger);
    expect(await colour(no, "color")).not.toBe(danger);
    await client.expectSoundPage();
    await client.picture(`cancel-without-offers-${locale}`, false);
    await no.click();
    await dialog.waitFor({ state: "hidden" });
    expect((await owner.get(`/missions/${mission.id}`)).body.status).toBe("published");
    await opener.click();
    await yes.click();
    await page.getByText(words.stateTexts.cancelled as string).waitFor();
  });
});
