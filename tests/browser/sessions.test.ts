import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { keptText } from "../../src/web/i18n/kept-text.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { profile } from "../../src/web/i18n/profile.ts";
import { security } from "../../src/web/i18n/security.ts";
import { working } from "../../src/web/i18n/working.ts";
import { browserSite } from "./browser-site.ts";
import {
  browserName,
  confirmWith,
  giveCredentials,
  openAccount,
  PASSWORD,
  signedIn,
  signIn,
  submitSignIn,
} from "./steps.ts";
import { phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();

/** Two browsers of one account, the first on its page of security. */
async function twoBrowsers(locale: Locale, email: string): Promise<[Visitor, Visitor]> {
  await openAccount(site, email, "Élodie Martin");
  const here = await newVisitor({ viewport: phone });
  const there = await newVisitor();
  await signIn(there, locale, email);
  await there.open(pathTo(locale, "profile"));
  await there.page.getByLabel(account[locale].displayName).waitFor();
  await signIn(here, locale, email);
  await here.open(pathTo(locale, "security"));
  await here.page.getByText(security[locale].thisSession).waitFor();
  return [here, there];
}

/** What `there` does next tells it that its session is over. */
async function expectSignedOut({ page }: Visitor, locale: Locale): Promise<void> {
  await page.getByRole("button", { name: profile[locale].save, exact: true }).click();
  await page.getByRole("heading", { name: keptText[locale].overTitle }).waitFor();
}

describe("one's sessions", () => {
  it("are listed by browser and address; one ended from another browser is over there", async () => {
    const [here, there] = await twoBrowsers("fr", "sessions@example.org");
    const { page } = here;
    const name = await browserName(here, "fr");
    expect(name).toContain("Chrome");
    const rows = page.locator(".devices > li").filter({ hasText: name });
    expect(await rows.count()).toBe(2);
    expect(await rows.first().innerText()).toContain(security.fr.thisSession);
    expect(await rows.last().innerText()).toContain("127.0.0.1");
    await here.expectSoundPage();
    await here.picture("security-phone");
    await page.getByRole("button", { name: security.fr.endNamed(name) }).click();
    await page.getByText(security.fr.sessionEnded).waitFor();
    expect(await rows.count()).toBe(1);
    await here.expectSoundPage();
    await expectSignedOut(there, "fr");
    await there.expectSoundPage();
    await page.reload();
    await page.getByText(security.fr.thisSession).waitFor();
    await here.leave();
    await there.leave();
  });

  it("but one are ended at once, in English", async () => {
    const [here, there] = await twoBrowsers("en", "others@example.org");
    const { page } = here;
    await page.getByRole("button", { name: security.en.endOthers }).click();
    await here.expectSoundPage();
    await page.getByRole("dialog").getByRole("button", { name: security.en.endOthers }).click();
    await page.getByText(security.en.othersEnded).waitFor();
    await expectSignedOut(there, "en");
    await page.reload();
    await page.getByText(security.en.thisSession).waitFor();
    await here.leave();
    await there.leave();
  });
});

describe("a session that ends below a dialogue that asks for an address and a password as well", () => {
  it("is told by a cover that names its own fields, and gives the dialogue back as it was", async () => {
    const email = "couvert@example.org";
    const [here, visitor] = await twoBrowsers("fr", email);
    await here.leave();
    const { page } = visitor;
    await visitor.open(pathTo("fr", "security"));
    await page.getByRole("button", { name: security.fr.changeAddress }).click();
    const below = page.getByRole("dialog", { name: security.fr.changeAddress });
    await below.getByLabel(security.fr.newAddress).fill("autre@example.org");
    const { body: elsewhere } = await site.api.post("/auth/login", { email, password: PASSWORD });
    await site.api.request("DELETE", "/api/v1/me/sessions", { token: elsewhere.accessToken });
    await confirmWith(visitor, "fr", security.fr.changeAddress);
    const cover = page.getByRole("dialog", { name: keptText.fr.overTitle });
    await cover.getByRole("textbox", { name: account.fr.email }).fill(email);
    await cover.getByRole("textbox", { name: account.fr.password, exact: true }).fill(PASSWORD);
    const ids = await page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id));
    expect(new Set(ids).size, ids.join(" ")).toBe(ids.length);
    await visitor.expectSoundPage();
    await submitSignIn(page, "fr");
    await cover.waitFor({ state: "detached" });
    expect(await below.getByLabel(security.fr.newAddress).inputValue()).toBe("autre@example.org");
    await visitor.leave();
  });
});

describe("a password", () => {
  it("is changed after the old one was given, says what is wrong, and ends the other sessions", async () => {
    const [here, there] = await twoBrowsers("fr", "change@example.org");
    const { page } = here;
    const next = "un autre mot de passe bien long";
    await page.getByRole("button", { name: security.fr.changePassword }).click();
    const dialog = page.getByRole("dialog");
    await here.expectSoundPage();
    const renewals: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/auth/refresh")) renewals.push(request.url());
    });
    const changeTo = async (password: string) => {
      await dialog.getByLabel(account.fr.newPassword).fill(password);
      await confirmWith(here, "fr", security.fr.changePassword);
    };
    await dialog.getByLabel(account.fr.newPassword).fill(next);
    await confirmWith(here, "fr", security.fr.changePassword, "pas le bon mot de passe");
    await dialog.getByRole("alert").getByText(security.fr.wrongPassword).waitFor();
    expect(renewals).toEqual([]);
    await changeTo("passwordpassword");
    await dialog.locator(".error").waitFor();
    expect(await dialog.getByLabel(account.fr.newPassword).getAttribute("aria-invalid")).toBe("true");
    await here.expectSoundPage();
    await changeTo(next);
    await page.getByText(security.fr.passwordChanged).waitFor();
    await expectSignedOut(there, "fr");

    await there.open(pathTo("fr", "signIn"));
    await giveCredentials(there, "fr", "change@example.org", PASSWORD);
    await there.page.getByRole("alert").getByText("mot de passe").waitFor();
    await giveCredentials(there, "fr", "change@example.org", next);
    await signedIn(there);
    await here.leave();
    await there.leave();
  });
});

describe("a profile", () => {
  it("takes another name, which greets at once and after the page is left", async () => {
    await openAccount(site, "nom@example.org", "Élodie Martin");
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await signIn(visitor, "en", "nom@example.org");
    await visitor.open(pathTo("en", "profile"));
    await page.getByLabel(account.en.displayName).fill("L’Atelier d’Élodie <3");
    await page.getByLabel(profile.en.language).selectOption("en");
    await page.getByRole("button", { name: profile.en.save, exact: true }).click();
    await page.getByText(profile.en.saved).waitFor();
    await visitor.expectSoundPage();
    await visitor.open(pathTo("en", "feed"));
    expect(await page.locator("[data-name]").first().textContent()).toBe("L’Atelier d’Élodie <3");
    const [{ locale }] = (await site.sql<{ locale: string }>("select locale from users where email = $1", [
      "nom@example.org",
    ])) as [{ locale: string }];
    expect(locale).toBe("en");
    await visitor.leave();
  });
});

describe("a refusal", () => {
  it("by a limit says how long to wait, and one by a dead service or network is no silence", async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    const answers = [
      { status: 429, headers: { "retry-after": "170" }, json: { code: "rate_limited", detail: "…" } },
      { status: 503, headers: { "retry-after": "1" }, body: "<html>proxy</html>" },
    ];
    await page.route("**/api/v1/auth/login", (route) => {
      const answer = answers.shift();
      return answer === undefined ? route.abort() : route.fulfill(answer);
    });
    await visitor.open(pathTo("fr", "signIn"));
    for (const text of [/dans 3\s?minutes/, working.fr.unavailable, working.fr.networkFailed]) {
      await giveCredentials(visitor, "fr", "nobody@example.org");
      await page.getByRole("alert").getByText(text).waitFor();
    }
    await visitor.leave();
  });
});
