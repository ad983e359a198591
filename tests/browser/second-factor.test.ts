import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import { security } from "../../src/web/i18n/security.ts";
import { browserSite } from "./browser-site.ts";
import {
  Authenticator,
  confirmWith,
  focusedName,
  giveCredentials,
  openAccount,
  PASSWORD,
  signedIn,
  signIn,
  signOut,
  submitSignIn,
  tabTo,
} from "./steps.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

const recoveryCodes = (page: Page) => page.locator(".recovery-codes code").allTextContents();

describe("a second factor", () => {
  it("is switched on and used by the keyboard alone, and each code once", async () => {
    await openAccount(site, "clavier@example.org", "Zoé Lacombe");
    const visitor = await newVisitor();
    const { page } = visitor;
    const texts = security.fr;
    const type = (text: string) => page.keyboard.type(text);
    await signIn(visitor, "fr", "clavier@example.org");
    await visitor.open(pathTo("fr", "security"));
    await page.getByText(texts.secondFactorText).waitFor();
    await visitor.expectSoundPage();

    await tabTo(page, texts.enableLong);
    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor();
    await tabTo(page, texts.currentPassword);
    await type("une phrase mal retenue");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(texts.wrongPassword).waitFor();
    await visitor.expectSoundPage();
    await page.keyboard.press("Escape");
    await expect.poll(() => focusedName(page)).toBe(texts.enableLong);
    // The focus is back a moment before the page hears that the dialog is closed and takes it away.
    await page.locator("dialog", { hasText: texts.currentPassword }).waitFor({ state: "detached" });

    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor();
    await tabTo(page, texts.currentPassword);
    await type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: texts.enrolTitle }).waitFor();
    await expect.poll(() => focusedName(page)).toBe(texts.enrolTitle);
    await page.getByRole("img", { name: texts.qrLabel }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture("second-factor-enrolment");
    const app = new Authenticator((await page.locator("[data-secret]").textContent()) ?? "");

    await tabTo(page, texts.firstCode);
    await type("000000");
    await page.keyboard.press("Enter");
    await page.getByText("code n", { exact: false }).and(page.locator(".error")).waitFor();
    await visitor.expectSoundPage();
    await page.keyboard.press("ControlOrMeta+a");
    const first = await app.code();
    await type(first);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: texts.codesTitle }).waitFor();
    await expect.poll(() => focusedName(page)).toBe(texts.codesTitle);
    expect(new Set(await recoveryCodes(page)).size).toBe(10);
    await visitor.expectSoundPage();
    await tabTo(page, texts.codesKept);
    await page.keyboard.press("Enter");
    await page.getByText(texts.secondFactorOn).waitFor();
    await expect.poll(() => focusedName(page)).toBe(texts.secondFactorTitle);

    await signOut(visitor, "fr");
    await visitor.open(pathTo("fr", "signIn"));
    await tabTo(page, account.fr.email);
    await type("clavier@example.org");
    await tabTo(page, account.fr.password);
    await type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByText(account.fr.codeText).waitFor();
    await expect.poll(() => focusedName(page)).toBe(account.fr.code);
    await visitor.expectSoundPage();
    await visitor.picture("sign-in-code");
    await type(first);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText(account.fr.wrongCode).waitFor();
    await tabTo(page, account.fr.code);
    await page.keyboard.press("ControlOrMeta+a");
    await type(await app.code());
    await page.keyboard.press("Enter");
    await signedIn(visitor);
    await visitor.leave();
  });

  it("may be a recovery code, renewed and at last switched off, on a phone in English", async () => {
    await openAccount(site, "phone@example.org", "Zoe Lacombe");
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    const texts = security.en;
    await signIn(visitor, "en", "phone@example.org");
    await page.locator(".session summary").click();
    await page.getByRole("link", { name: common.en.security }).click();
    await page.getByRole("button", { name: texts.enableLong }).click();
    await visitor.expectSoundPage();
    await confirmWith(visitor, "en", texts.next);
    const secret = (await page.locator("[data-secret]").textContent()) ?? "";
    expect(secret).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    const uri = await page.getByRole("link", { name: texts.openInApp }).getAttribute("href");
    expect(new URL(uri ?? "").searchParams.get("secret")).toBe(secret.replaceAll(" ", ""));
    const app = new Authenticator(secret);
    await visitor.expectSoundPage();
    await page.getByLabel(texts.firstCode).fill(await app.code());
    await page.getByRole("button", { name: texts.enable, exact: true }).click();
    await page.getByRole("heading", { name: texts.codesTitle }).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture("recovery-codes-phone");
    const codes = await recoveryCodes(page);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: texts.copy }).click();
    await page.getByText(texts.copied).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join("\n"));
    expect(await downloaded(page, texts.download)).toContain(codes.join("\n"));
    await page.getByRole("button", { name: texts.codesKept }).click();
    await page.getByText(texts.codesLeft.other(10)).waitFor();

    await signOut(visitor, "en");
    const enter = async (recoveryCode: string) => {
      await visitor.open(pathTo("en", "signIn"));
      await giveCredentials(visitor, "en", "phone@example.org");
      await page.getByRole("button", { name: account.en.useRecoveryCode }).click();
      await visitor.expectSoundPage();
      await page.getByLabel(account.en.recoveryCode).fill(recoveryCode);
      await submitSignIn(page, "en");
    };
    await enter(codes[0]?.toUpperCase() ?? "");
    await signedIn(visitor);
    await signOut(visitor, "en");
    await enter(codes[0] ?? "");
    await page.getByRole("alert").getByText(account.en.wrongCode).waitFor();
    await page.getByLabel(account.en.recoveryCode).fill(codes[1] ?? "");
    await submitSignIn(page, "en");
    await signedIn(visitor);

    await visitor.open(pathTo("en", "security"));
    await page.getByText(texts.codesLeft.other(8)).waitFor();
    await page.getByRole("button", { name: texts.newCodes }).click();
    await page
      .getByRole("dialog")
      .getByLabel(account.en.code)
      .fill(await app.code());
    await visitor.expectSoundPage();
    await confirmWith(visitor, "en", texts.newCodes);
    await page.getByRole("heading", { name: texts.codesTitle }).waitFor();
    const renewed = await recoveryCodes(page);
    expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
    await page.getByRole("button", { name: texts.codesKept }).click();

    await page.getByRole("button", { name: texts.disableLong }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: account.en.useRecoveryCode }).click();
    await dialog.getByLabel(account.en.recoveryCode).fill(codes[2] ?? "");
    await confirmWith(visitor, "en", texts.disable);
    await dialog.getByText(texts.wrongPasswordOrCode).waitFor();
    await dialog.getByLabel(account.en.recoveryCode).fill(renewed[0] ?? "");
    await confirmWith(visitor, "en", texts.disable);
    await page.getByText(texts.secondFactorOff).waitFor();
    await visitor.expectSoundPage();

    await signOut(visitor, "en");
    await signIn(visitor, "en", "phone@example.org");
    await visitor.leave();
  });
});

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}
