import { describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import { account } from "../../src/web/i18n/account.ts";
import { passkeys } from "../../src/web/i18n/passkeys.ts";
import { browserSite } from "./browser-site.ts";
import { browserName, confirmWith, openAccount, signedIn, signIn, signOut } from "./steps.ts";
import { addAuthenticator } from "./virtual-authenticator.ts";
import { phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();

describe("a passkey", () => {
  it("is added, signs in by the button and by the address's suggestions, and is removed", async () => {
    await openAccount(site, "cle@example.org", "Zoé Lacombe");
    const visitor = await newVisitor();
    const { page } = visitor;
    const texts = passkeys.fr;
    await signIn(visitor, "fr", "cle@example.org");
    const authenticator = await addAuthenticator(page);
    await visitor.open(pathTo("fr", "security"));
    await page.getByText(texts.none).waitFor();
    await page.getByRole("button", { name: texts.add }).click();
    expect(await page.getByLabel(texts.name).inputValue()).toBe(await browserName(visitor, "fr"));
    await page.getByLabel(texts.name).fill("Clé d’Élodie & Cie <3");
    await visitor.expectSoundPage();
    await authenticator.present(true);
    await confirmWith(visitor, "fr", texts.add);
    await page.getByText(texts.added).waitFor();
    await page.getByText("Clé d’Élodie & Cie <3").waitFor();
    await page.getByText(texts.neverUsed).waitFor();
    await visitor.expectSoundPage();
    await visitor.picture("security");

    // Another of the same account on the same device would only be taken for the first.
    await page.getByRole("button", { name: texts.add }).click();
    await confirmWith(visitor, "fr", texts.add);
    await page.getByRole("alert").getByText(texts.alreadyHere).waitFor();
    await page.keyboard.press("Escape");
    await authenticator.present(false);

    await signOut(visitor, "fr");
    await visitor.open(`${pathTo("fr", "signIn")}?next=${encodeURIComponent(pathTo("fr", "security"))}`);
    await visitor.expectSoundPage();
    await authenticator.present(true);
    await page.getByRole("button", { name: account.fr.passkeySignIn }).click();
    await page.getByText(texts.used("").trim()).waitFor();
    await authenticator.present(false);

    await signOut(visitor, "fr");
    await authenticator.present(true);
    await page.goto(pathTo("fr", "signIn"));
    await signedIn(visitor);

    await visitor.open(pathTo("fr", "security"));
    await page.getByRole("button", { name: texts.removeNamed("Clé d’Élodie & Cie <3") }).click();
    await visitor.expectSoundPage();
    await confirmWith(visitor, "fr", texts.remove);
    await page.getByText(texts.removed).waitFor();
    await page.getByText(texts.none).waitFor();

    await signOut(visitor, "fr");
    await visitor.open(pathTo("fr", "signIn"));
    await page.getByRole("alert").getByText(account.fr.passkeyRefused).waitFor();
    await visitor.expectSoundPage();
    await visitor.leave();
  });

  it("that is not given is no fault: the page says so and the password still opens, on a phone", async () => {
    await openAccount(site, "other@example.org", "Zoe Lacombe");
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await visitor.open(pathTo("en", "signIn"));
    const authenticator = await addAuthenticator(page, { verified: false });
    await authenticator.present(true);
    await page.getByRole("button", { name: account.en.passkeySignIn }).click();
    await page.getByRole("alert").getByText(passkeys.en.notUsed).waitFor();
    await visitor.expectSoundPage();
    await signIn(visitor, "en", "other@example.org");
    await visitor.leave();
  });
});
