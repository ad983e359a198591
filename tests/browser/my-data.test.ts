import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { common } from "../../src/web/i18n/common.ts";
import { myData } from "../../src/web/i18n/my-data.ts";
import { privacy } from "../../src/web/i18n/privacy.ts";
import { security } from "../../src/web/i18n/security.ts";
import { browserSite } from "./browser-site.ts";
import { openAccount, PASSWORD, signIn } from "./steps.ts";

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
