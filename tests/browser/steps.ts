import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "otplib";
import type { Page } from "playwright-core";
import { paths, pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { security } from "../../src/web/i18n/security.ts";
import { deviceName } from "../../src/web/security/user-agent.ts";
import { moderates } from "../../src/web/session/hint.ts";
import type { Site } from "./site.ts";
import type { Visitor } from "./visitor.ts";

/** What several of the account's tests do on their way. */

export const PASSWORD = "une phrase de passe assez longue";

/** An account with a confirmed address, as the API makes it. */
export async function openAccount(site: Site, email: string, displayName: string): Promise<void> {
  const { status, text } = await site.api.post("/auth/register", { email, password: PASSWORD, displayName });
  if (status !== 201 && status !== 202) throw new Error(`registration failed: ${text}`);
  await site.sql("update users set email_verified_at = now() where email = $1", [email]);
}

/** Fills in the form of the sign-in page and sends it. */
export async function giveCredentials(
  { page }: Visitor,
  locale: Locale,
  email: string,
  password = PASSWORD,
): Promise<void> {
  // A page below the cover of an ended session may ask for an address as well.
  const name = account[locale].submitSignIn;
  const form = page.locator("form", { has: page.getByRole("button", { name, exact: true }) });
  await form.getByLabel(account[locale].email).fill(email);
  await form.getByLabel(account[locale].password, { exact: true }).fill(password);
  await submitSignIn(page, locale);
}

/**
 * As a sign-in in this browser leaves it: the cookie, and the hint that every tab hears of. For tests of what follows:
 * two pages less are opened than by `signIn`.
 */
export async function enter({ page }: Visitor, email: string, password = PASSWORD): Promise<void> {
  const answer = await page.request.post("/api/v1/auth/login", { data: { email, password } });
  const { user } = await answer.json();
  const { id: userId, partyId, displayName } = user;
  const hint = JSON.stringify({ userId, partyId, displayName, moderates: moderates(user) });
  await page.goto("/robots.txt");
  await page.evaluate((text) => localStorage.setItem("swideal.session", text), hint);
}

export function submitSignIn(page: Page, locale: Locale): Promise<void> {
  const name = account[locale].submitSignIn;
  return page.getByRole("main").getByRole("button", { name, exact: true }).click();
}

export async function signIn(
  visitor: Visitor,
  locale: Locale,
  email: string,
  password = PASSWORD,
): Promise<void> {
  await visitor.open(pathTo(locale, "signIn"));
  await giveCredentials(visitor, locale, email, password);
  await signedIn(visitor);
}

/** Waits until the page after the sign-in is there and greets. */
export async function signedIn({ page }: Visitor): Promise<void> {
  const signInPages: string[] = Object.values(paths.signIn);
  await page.waitForURL(({ pathname }) => !signInPages.includes(pathname));
  await page.locator(".session summary [data-name]").waitFor();
}

/** What this browser is called in the list of sessions. */
export async function browserName({ page }: Visitor, locale: Locale): Promise<string> {
  const userAgent = await page.evaluate(() => navigator.userAgent);
  return deviceName(userAgent, security[locale].on) ?? "";
}

export async function signOut({ page }: Visitor, locale: Locale): Promise<void> {
  await page.locator(".session summary").click();
  await page.getByRole("button", { name: common[locale].signOut }).click();
  // A page that asks for an account offers the link a second time.
  await page.getByRole("link", { name: common[locale].signIn }).first().waitFor();
}

/** In the open dialogue. */
export async function confirmWith(
  { page }: Visitor,
  locale: Locale,
  button: string,
  password = PASSWORD,
): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(security[locale].currentPassword).fill(password);
  await dialog.getByRole("button", { name: button, exact: true }).click();
}

/** What an app would show, each code for a later step than the last: none is taken twice. */
export class Authenticator {
  readonly #secret: string;
  #lastStep = 0;

  constructor(secretInGroups: string) {
    this.#secret = secretInGroups.replaceAll(" ", "");
  }

  /** Codes of one step before and after now are good, so three can be had without waiting. */
  async code(): Promise<string> {
    for (;;) {
      const now = Math.floor(Date.now() / 30_000);
      const step = Math.max(this.#lastStep + 1, now - 1);
      if (step <= now + 1) {
        this.#lastStep = step;
        return generate({ secret: this.#secret, epoch: step * 30 });
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** The link of the last mail to `address`, by its beginning, once every mail has left that was to be sent. */
export async function linkInMail(site: Site, address: string, path: string): Promise<string> {
  const link = new RegExp(`${site.url}${path}#token=\\S+`);
  const waiting = "select id from pgboss.job where name = 'accounts.mail' and state < 'completed'";
  for (;;) {
    if ((await site.sql(waiting)).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    for (const mail of (await mailsTo(site, address)).toReversed()) {
      const [found] = link.exec(mail) ?? [];
      if (found !== undefined) return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Oldest first, as text: in the files it is quoted-printable. */
export async function mailsTo(site: Site, address: string): Promise<string[]> {
  const folder = join(site.dataDir, "mails");
  const files = (await readdir(folder).catch(() => [])).filter((file) => /^[^.].*\.eml$/.test(file));
  const mails = await Promise.all(files.sort().map((file) => readFile(join(folder, file), "utf8")));
  return mails
    .filter((mail) => mail.includes(`To: ${address}`))
    .map((mail) => mail.replace(/=\r?\n/g, "").replaceAll("=3D", "="));
}

/** Presses Tab until the control with this name has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    const focused = await focusedName(page);
    if (focused === name) return;
    passed.push(focused);
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach “${name}”; it passes ${passed.join(" | ")}`);
}

/** How the element with the focus is called. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.getAttribute("aria-label") ?? element?.labels?.[0]?.textContent;
    return (label ?? element?.textContent ?? "").trim();
  });
}
