import type { Browser } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { account } from "../../src/web/i18n/account.ts";
import { launchBrowser } from "../support/chromium.ts";
import { type Site, startSite } from "./site.ts";
import { linkInMail, signIn } from "./steps.ts";
import { phone, Visitor } from "./visitor.ts";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ EMAIL_VERIFICATION: "required" }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it("whoever registers confirms the address by the mail's link, on a phone, and then signs in", async () => {
  const visitor = await Visitor.arrive(browser, site.url, { viewport: phone });
  const { page } = visitor;
  const password = "une phrase de passe assez longue";
  await visitor.open("/inscription");
  await page.getByLabel(account.fr.displayName).fill("Zoé Lacombe");
  await page.getByLabel(account.fr.email).fill("zoe@example.org");
  await page.getByLabel(account.fr.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: account.fr.submitSignUp }).click();
  await page.getByRole("heading", { name: account.fr.verificationTitle }).waitFor();

  await visitor.open("/verifier");
  await page.getByRole("button", { name: account.fr.submitVerify }).click();
  await page.getByText(account.fr.linkIncomplete).waitFor();

  const link = await linkInMail(site, "zoe@example.org", "/verifier");
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: account.fr.submitVerify }).click();
  await page.getByRole("heading", { name: account.fr.verifiedTitle }).waitFor();

  await signIn(visitor, "fr", "zoe@example.org", password);
  await page.getByText("Zoé Lacombe").first().waitFor();
});
