import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { performerTexts } from "../../src/web/i18n/performers.ts";
import { publishing } from "../../src/web/i18n/publishing.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { price } from "../../src/web/lib/format.ts";
import { oneOf } from "../support/depth.ts";
import { browserSite } from "./browser-site.ts";
import { desk, phone, type Visitor } from "./visitor.ts";

const { newVisitor } = browserSite();

const title = "L’équipe d’Élodie & Cie <3 cherche un électricien pour un tableau de 24 modules";
const description = [
  "La maison date de 1974 et son tableau aussi : il faut le remplacer, avec deux différentiels.",
  "Accès facile, place de stationnement devant la maison. Intervention souhaitée un matin.",
].join("\n\n");

describe.each<Locale>(oneOf<Locale>(0, ["fr", "en"]))("a person's way through Swideal, in %s", (locale) => {
  const words = {
    ...{ account: account[locale], common: common[locale], publishing: publishing[locale] },
    ...{ reading: reading[locale], workspace: workspace[locale] },
  };
  const euros = (amount: number) => price(amount * 100, "EUR", locale);

  it("publish, find, offer, lower, award, start, deliver, accept", { timeout: 240_000 }, async () => {
    const client = await newVisitor({ viewport: desk });
    const missionUrl = await publishMission(client);
    const first = await newVisitor({ viewport: phone });
    const second = await newVisitor({ viewport: desk, colorScheme: "dark" });
    await findAndOffer(first, "Atelier Lumière", 980, 4);
    await findAndOffer(second, "Volt & Fils", 940, 9);
    await lower(first, 900);
    await award(client, missionUrl, "Atelier Lumière", 900);
    await work(first, client);
    for (const person of [client, first, second]) await person.leave();
  });

  async function publishMission(client: Visitor): Promise<string> {
    const { page } = client;
    await client.open(pathTo(locale, "feed"));
    await client.expectSoundPage();
    await page.getByRole("link", { name: words.common.publish }).click();
    await signUp(client, "Élodie Martin");

    await page.getByLabel(words.publishing.missionTitle, { exact: true }).fill(title);
    await page.getByLabel(words.publishing.description, { exact: true }).fill(description);
    await page.getByLabel(words.publishing.category).selectOption("electricite");
    await page.getByLabel(words.publishing.skills).fill("habilitation B2V, devis détaillé");
    // Whoever wants to employ somebody is told why not here.
    const employee = page.getByLabel(performerTexts[locale].employee);
    await employee.check();
    await page.getByRole("button", { name: words.publishing.next }).click();
    await page.locator("#performers-error").waitFor();
    await client.expectSoundPage();
    await client.picture(`publish-${locale}`);
    await employee.uncheck();
    await next(page, words.publishing.next, words.publishing.steps[1]);
    const early = await score(page);

    const place = page.getByRole("combobox", { name: words.publishing.place });
    await place.pressSequentially("vénissieux", { delay: 20 });
    await page.getByRole("option", { name: "Vénissieux (69200)" }).click();
    await client.expectSoundPage();
    await next(page, words.publishing.next, words.publishing.steps[2]);

    await page.getByLabel(words.publishing.budget).fill("1250");
    await client.expectSoundPage();
    await next(page, words.publishing.next, words.publishing.steps[3]);
    expect(await score(page)).toBeGreaterThan(early);
    await client.expectSoundPage();
    await client.picture(`review-${locale}`);
    await page.getByRole("button", { name: words.publishing.publish }).click();

    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByText(words.workspace.noOffers).waitFor();
    await client.expectSoundPage();
    return page.url();
  }

  async function signUp(person: Visitor, name: string): Promise<void> {
    const { page } = person;
    const main = page.getByRole("main");
    await main.getByRole("link", { name: words.common.signUp }).click();
    await page.getByLabel(words.account.displayName).fill(name);
    await page.getByLabel(words.account.email).fill(`${crypto.randomUUID()}@example.org`);
    await page.getByLabel(words.account.password, { exact: true }).fill("une phrase assez longue");
    await person.expectSoundPage();
    await main.getByRole("button", { name: words.account.submitSignUp }).click();
    await page.locator("[data-name]", { hasText: name }).waitFor();
  }

  async function findAndOffer(provider: Visitor, name: string, amount: number, days: number): Promise<void> {
    const { page } = provider;
    await provider.open(pathTo(locale, "search"));
    await page.getByLabel(words.reading.what).fill("electricienne");
    await page.getByLabel(words.reading.where).fill("Lyon");
    // As on a phone: suggestions may stand above the button by then.
    await page.getByLabel(words.reading.where).press("Enter");
    await provider.expectSoundPage();
    await page.getByRole("link", { name: title }).first().click();
    await page.getByText("La maison date de 1974").waitFor();
    await provider.expectSoundPage();
    await provider.picture(`mission-${locale}-${name}`);
    await page.getByRole("link", { name: words.reading.makeOffer }).click();
    await signUp(provider, name);

    await page.getByLabel(words.workspace.price).fill(String(amount));
    await page.getByLabel(words.workspace.durationDays).fill(String(days));
    await page.getByLabel(words.workspace.message).fill(`Nous sommes libres dans ${days} jours.`);
    await provider.expectSoundPage();
    await page.getByRole("button", { name: words.workspace.submitOffer }).click();
    const own = page.getByRole("region", { name: words.workspace.yourOffer });
    await own.getByText(euros(amount)).waitFor();
    await provider.expectSoundPage();
    await provider.picture(`offer-${locale}-${name}`);
  }

  async function lower(provider: Visitor, amount: number): Promise<void> {
    const { page } = provider;
    // The other's better price comes by itself.
    await page.getByText(words.workspace.youTrail(euros(940))).waitFor();
    await page.getByLabel(words.workspace.newPrice).fill(String(amount));
    await page.getByRole("button", { name: words.workspace.lower }).click();
    await page.getByText(words.workspace.youLead).waitFor();
  }

  async function award(client: Visitor, url: string, name: string, amount: number): Promise<void> {
    const { page } = client;
    await client.open(url);
    await page.getByRole("heading", { name: "Volt & Fils" }).waitFor();
    await client.expectSoundPage();
    await client.picture(`offers-${locale}`);
    await page.getByRole("button", { name: words.workspace.awardTo(name) }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(words.workspace.awardText(name, euros(amount))).waitFor();
    await client.expectSoundPage();
    await dialog.getByRole("button", { name: words.workspace.award }).click();
    await page.getByText(words.workspace.stateTexts.awarded ?? "").waitFor();
    await client.expectSoundPage();
  }

  async function work(provider: Visitor, client: Visitor): Promise<void> {
    const act = (label: string) => provider.page.getByRole("button", { name: label }).click();
    const told = (person: Visitor, text: string | undefined) => person.page.getByText(text ?? "").waitFor();
    await provider.open(pathTo(locale, "myOffers"));
    await provider.expectSoundPage();
    await provider.page.getByRole("link", { name: title }).click();
    await act(words.workspace.start);
    await told(provider, words.workspace.providerTexts.in_progress);
    await provider.expectSoundPage();
    await act(words.workspace.deliver);
    await told(provider, words.workspace.providerTexts.delivered);

    await client.open(pathTo(locale, "myMissions"));
    await client.expectSoundPage();
    await client.picture(`my-missions-${locale}`);
    await client.page.getByRole("link", { name: title }).click();
    await client.page.getByRole("button", { name: words.workspace.complete }).click();
    const dialog = client.page.getByRole("dialog");
    await dialog.getByRole("button", { name: words.workspace.complete }).click();
    await told(client, words.workspace.stateTexts.completed);
    await client.expectSoundPage();
    await told(provider, words.workspace.providerTexts.completed);
  }
});

async function next(page: Page, label: string, step: string | undefined): Promise<void> {
  await page.getByRole("button", { name: label }).click();
  await page.getByRole("heading", { level: 2, name: step ?? "" }).waitFor();
}

async function score(page: Page): Promise<number> {
  return Number(await page.locator(".quality .score strong").textContent());
}
