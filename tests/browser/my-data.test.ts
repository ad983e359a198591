import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { consentTexts } from "../../src/shared/consent-texts.ts";
import { pathTo } from "../../src/shared/page-paths.ts";
import { common } from "../../src/web/i18n/common.ts";
import { consents } from "../../src/web/i18n/consents.ts";
import { erasure } from "../../src/web/i18n/erasure.ts";
import { myData } from "../../src/web/i18n/my-data.ts";
import { privacy } from "../../src/web/i18n/privacy.ts";
import { security } from "../../src/web/i18n/security.ts";
import { missionInput, offerInput, person } from "../support/people.ts";
import { browserSite } from "./browser-site.ts";
import { enter, openAccount, PASSWORD, signIn } from "./steps.ts";

const { site, newVisitor } = browserSite();

it("a person reads what is kept, asks for it with the password, and takes it along once", async () => {
  const email = "emporter@example.org";
  await openAccount(site, email, "Ada Lovelace");
  const visitor = await newVisitor();
  const { page } = visitor;
  const texts = myData.fr;

  await visitor.open("/");
  await page.locator("footer").getByRole("link", { name: common.fr.privacy }).click();
  await page.getByRole("heading", { name: privacy.fr.rightsTitle }).waitFor();
  await visitor.expectSoundPage();

  await signIn(visitor, "fr", email);
  await visitor.open(pathTo("fr", "myData"));
  await page.getByRole("button", { name: texts.ask }).click();
  await page.locator("dialog[open]").waitFor();
  await page.getByLabel(security.fr.currentPassword).fill(PASSWORD);
  await page.locator("dialog").getByRole("button", { name: texts.ask }).click();
  await page.getByRole("button", { name: texts.download, exact: true }).waitFor();
  await visitor.expectSoundPage();

  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: texts.download, exact: true }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^swideal-[\d-]+\.json$/);
  const archive = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(JSON.stringify(archive)).toContain(email);
  await page.getByText(texts.taken).waitFor();
  await visitor.leave();
});

it.each(["fr", "en"] as const)(
  "a person reads what was agreed to and taken back, with the words of the page, in %s",
  async (locale) => {
    const texts = consents[locale];
    const [client, ada] = [await person(site, "Mairie de Bron"), await person(site, "Ada Lovelace")];
    const { body: mission } = await client.post("/missions", missionInput());
    const onPage = { headers: { origin: site.publicUrl, "accept-language": locale } };
    const offer = { ...offerInput(300_000), shareContact: true };
    expect((await ada.post(`/missions/${mission.id}/offers`, offer, onPage)).status).toBe(201);
    await ada.put(`/missions/${mission.id}/contact-consent`, { shareContact: false });
    const visitor = await newVisitor({ viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    await signIn(visitor, locale, ada.email);
    await visitor.open(pathTo(locale, "myData"));
    const list = page.getByRole("region", { name: texts.title }).getByRole("listitem");
    await list.first().waitFor();
    const [withdrawn = "", given = ""] = await list.allInnerTexts();
    expect(withdrawn).toContain(texts.withdrawn);
    expect(withdrawn).toContain(texts.vias.api);
    expect(given).toContain(texts.given);
    expect(given).toContain(consentTexts.offer[locale]);
    await visitor.expectSoundPage();
    await visitor.picture(`consents-${locale}`);
    await visitor.leave();
  },
  120_000,
);

it.each(["fr", "en"] as const)(
  "a person reads what goes and what stays, erases the account with the password, and keeps the receipt, in %s",
  async (locale) => {
    const email = `effacer-${locale}@example.org`;
    await openAccount(site, email, "Ada Lovelace");
    const visitor = await newVisitor({ viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    const texts = erasure[locale];
    await enter(visitor, email);
    await visitor.open(pathTo(locale, "myData"));
    await page.getByRole("heading", { name: texts.staysTitle }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`erase-${locale}`);

    const erase = async (password: string) => {
      await page.getByLabel(security[locale].currentPassword).fill(password);
      await page.locator("dialog").getByRole("button", { name: texts.submit }).click();
    };
    await page.getByRole("button", { name: texts.ask }).click();
    await page.locator("dialog[open]").waitFor();
    await erase("une autre phrase de passe");
    await page.getByText(security[locale].wrongPassword).first().waitFor();
    await erase(PASSWORD);
    await page.getByRole("heading", { name: texts.receiptTitle }).waitFor();
    await page.getByText(texts.stepsDone).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture(`erased-${locale}`);
    expect(await page.locator("main").innerText()).not.toMatch(/Ada|effacer-/);
    // Whoever comes back by the kept address reads the same; whoever has none is told so.
    const kept = page.url();
    await visitor.open(pathTo(locale, "erasure"));
    await page.getByText(texts.noReceipt).waitFor();
    await page.goto(kept);
    await page.getByText(texts.stepsDone).waitFor();
    await visitor.leave();
  },
);
