import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { security } from "../../src/web/i18n/security.ts";
import { browserSite } from "./browser-site.ts";
import {
  confirmWith,
  giveCredentials,
  linkInMail,
  mailsTo,
  openAccount,
  PASSWORD,
  signedIn,
  signIn,
} from "./steps.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite({ EMAIL_VERIFICATION: "required" });

describe("a forgotten password", () => {
  it("is replaced by the mail's link, once, on a phone; the address bar forgets the token", async () => {
    await openAccount(site, "oubli@example.org", "Zoé Lacombe");
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    const next = "une toute nouvelle phrase secrète";
    await visitor.open(pathTo("fr", "signIn"));
    await visitor.expectSoundPage();
    await page.getByRole("link", { name: account.fr.forgotLink }).click();
    await page.getByRole("heading", { name: account.fr.forgotTitle }).waitFor();
    await visitor.expectSoundPage();
    await page.getByLabel(account.fr.email).fill("oubli@example.org");
    await page.getByRole("button", { name: account.fr.submitForgot }).click();
    await page.getByText(account.fr.forgotSentText).waitFor();
    await visitor.expectSoundPage();

    const link = await linkInMail(site, "oubli@example.org", pathTo("fr", "resetPassword"));
    const choose = async (password: string) => {
      await page.getByLabel(account.fr.newPassword).fill(password);
      await page.getByRole("button", { name: account.fr.submitReset }).click();
    };
    await visitor.open(link);
    await page.waitForURL(site.url + pathTo("fr", "resetPassword"));
    await choose("passwordpassword");
    await page.locator(".error").waitFor();
    await visitor.expectSoundPage();
    await choose(next);
    await page.getByRole("heading", { name: account.fr.resetDoneTitle }).waitFor();
    await visitor.expectSoundPage();

    await page.goto("about:blank");
    await visitor.open(link);
    await choose(`${next} encore`);
    await page.getByRole("link", { name: account.fr.askAgain }).waitFor();
    await visitor.expectSoundPage();

    await visitor.open(pathTo("fr", "signIn"));
    await giveCredentials(visitor, "fr", "oubli@example.org", PASSWORD);
    await page.getByRole("alert").getByText("mot de passe").waitFor();
    await giveCredentials(visitor, "fr", "oubli@example.org", next);
    await signedIn(visitor);
    await visitor.leave();
  });

  it("gets the same page for an address that nobody has, in English", async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visitor.open(pathTo("en", "forgotPassword"));
    await page.getByLabel(account.en.email).fill("nobody@example.org");
    await page.getByRole("button", { name: account.en.submitForgot }).click();
    await page.getByText(account.en.forgotSentText).waitFor();
    await visitor.open(pathTo("en", "resetPassword"));
    await visitor.expectSoundPage();
    await page.getByLabel(account.en.newPassword).fill("a sentence that is long enough");
    await page.getByRole("button", { name: account.en.submitReset }).click();
    await page.getByRole("alert").getByText(account.en.linkIncomplete).waitFor();
    await visitor.leave();
  });
});

describe("a changed address", () => {
  it("counts once its mail's link was opened; the old one hears of it and no longer signs in", async () => {
    await openAccount(site, "ancienne@example.org", "Zoé Lacombe");
    const visitor = await newVisitor();
    const { page } = visitor;
    await signIn(visitor, "fr", "ancienne@example.org");
    await visitor.open(pathTo("fr", "security"));
    await page.getByRole("button", { name: security.fr.changeAddress }).click();
    await page.getByLabel(security.fr.newAddress).fill("nouvelle@example.org");
    await visitor.expectSoundPage();
    await confirmWith(visitor, "fr", security.fr.changeAddress);
    await page.getByText(security.fr.addressMailed).waitFor();
    await page.getByText("ancienne@example.org").waitFor();

    await visitor.open(await linkInMail(site, "nouvelle@example.org", pathTo("fr", "verify")));
    await page.waitForURL(site.url + pathTo("fr", "verify"));
    await visitor.expectSoundPage();
    await page.getByRole("button", { name: account.fr.submitVerify }).click();
    await page.getByRole("heading", { name: account.fr.verifiedTitle }).waitFor();

    await visitor.open(pathTo("fr", "signIn"));
    await giveCredentials(visitor, "fr", "ancienne@example.org");
    await page.getByRole("alert").getByText("mot de passe").waitFor();
    await giveCredentials(visitor, "fr", "nouvelle@example.org");
    await signedIn(visitor);
    expect((await mailsTo(site, "ancienne@example.org")).length).toBeGreaterThan(0);
    await visitor.leave();
  });
});
