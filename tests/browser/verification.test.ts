import { expect, it } from "vitest";
import { account } from "../../src/web/i18n/account.ts";
import { browserSite } from "./browser-site.ts";
import { giveCredentials, linkInMail, mailsTo, openAccount, signedIn, signIn } from "./steps.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite({ EMAIL_VERIFICATION: "required" });

it("whoever registers confirms the address by the mail's link, on a phone, and then signs in", async () => {
  const visitor = await newVisitor({ viewport: phone });
  const { page } = visitor;
  const password = "une phrase de passe assez longue";
  await visitor.open("/inscription");
  await page.getByLabel(account.fr.displayName).fill("Zoé Lacombe");
  await page.getByLabel(account.fr.email).fill("zoe@example.org");
  await page.getByLabel(account.fr.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: account.fr.submitSignUp }).click();
  await page.getByRole("heading", { name: account.fr.verificationTitle }).waitFor();

  await page.getByRole("button", { name: account.fr.resend }).click();
  await page.getByText(account.fr.resent).waitFor();
  await visitor.picture("mail-sent");

  await visitor.open("/verifier");
  await page.getByRole("button", { name: account.fr.submitVerify }).click();
  await page.getByText(account.fr.linkIncomplete).waitFor();

  // The second of two: the first leads nowhere any more.
  await expect.poll(async () => (await mailsTo(site, "zoe@example.org")).length, { timeout: 30_000 }).toBe(2);
  const link = await linkInMail(site, "zoe@example.org", "/verifier");
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: account.fr.submitVerify }).click();
  await page.getByRole("heading", { name: account.fr.verifiedTitle }).waitFor();

  await signIn(visitor, "fr", "zoe@example.org", password);
  await page.getByText("Zoé Lacombe").first().waitFor();
});

it("nobody is left standing: neither with a link that was used or cut, nor at a sign-in before the address is confirmed", async () => {
  const email = "lea@example.org";
  const visitor = await newVisitor({ viewport: phone });
  const { page } = visitor;
  await openAccount(site, email, "Léa Lacombe");
  // As an account is that was opened before addresses were verified here.
  await site.sql("update users set email_verified_at = null where email = $1", [email]);
  await visitor.open("/connexion");
  await giveCredentials(visitor, "fr", email);
  await page.getByRole("button", { name: account.fr.resend }).click();
  await page.getByText(account.fr.resent).waitFor();
  await visitor.expectSoundPage();
  await visitor.picture("resend-at-sign-in");

  const link = await linkInMail(site, email, "/verifier");
  const press = async () => {
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("button", { name: account.fr.submitVerify }).click();
  };
  await press();
  await page.getByRole("heading", { name: account.fr.verifiedTitle }).waitFor();
  await press();
  await page.getByText(account.fr.deadLinkText).waitFor();
  await visitor.expectSoundPage();
  await visitor.picture("dead-link");
  await page.getByLabel(account.fr.email).fill(email);
  await page.getByRole("button", { name: account.fr.resend }).click();
  await page.getByText(account.fr.resent).waitFor();
  await page.getByRole("main").getByRole("link", { name: account.fr.signInTitle }).click();
  await giveCredentials(visitor, "fr", email);
  await signedIn(visitor);
  await visitor.leave();
});
