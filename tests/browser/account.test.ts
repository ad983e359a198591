import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { account } from "../../src/web/i18n/account.ts";
import { common } from "../../src/web/i18n/common.ts";
import { publishing } from "../../src/web/i18n/publishing.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { ownAddress } from "../../src/web/lib/own-address.ts";
import { anyAddress, hostileAddresses } from "../support/hostile-addresses.ts";
import { browserSite } from "./browser-site.ts";
import { exampleMissions } from "./example-missions.ts";
import { enter, signIn as signInAs, submitSignIn } from "./steps.ts";
import { phone, type Visitor } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let ids: Awaited<ReturnType<typeof exampleMissions>>;
beforeAll(async () => {
  ids = await exampleMissions(site.api);
});

const password = "une phrase assez longue";
const signIn = (visitor: Visitor, email: string) => signInAs(visitor, "fr", email, password);

describe("a session in the browser", () => {
  it("outlives the page, greets on public pages, and is over after signing out", async () => {
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await signIn(visitor, "client@example.org");
    await visitor.open(`/missions/${ids.sealed}`);
    await page.getByRole("link", { name: reading.fr.manage }).click();
    await page.getByRole("heading", { name: workspace.fr.offersTitle }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: workspace.fr.offersTitle }).waitFor();

    await visitor.open("/");
    await page.locator("summary", { hasText: "Élodie & Cie" }).click();
    await visitor.expectSoundPage();
    await page.getByRole("button", { name: common.fr.signOut }).click();
    await page.getByRole("link", { name: common.fr.signIn }).waitFor();
    await visitor.open("/mes-missions");
    await page.getByRole("heading", { name: working.fr.mustSignIn }).waitFor();
    await visitor.leave();
  });

  it("holds no token where a script of tomorrow could find it", async () => {
    const visitor = await newVisitor();
    await signIn(visitor, "client@example.org");
    const kept = await visitor.page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    );
    expect(kept).toContain("Élodie & Cie");
    expect(kept).not.toMatch(/eyJ|token|@/i);
    expect(await visitor.page.evaluate(() => document.cookie)).toBe("");
    await visitor.leave();
  });

  it("is refused with a reason that is read out, and then opened by the right password", async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await visitor.open("/connexion?next=%2Fmes-offres");
    await page.getByLabel(account.fr.email).fill("client@example.org");
    await page.getByLabel(account.fr.password, { exact: true }).fill("une phrase mal retenue");
    await submitSignIn(page, "fr");
    await page.getByRole("alert").getByText("mot de passe").waitFor();
    await visitor.expectSoundPage();
    await page.getByLabel(account.fr.password, { exact: true }).fill(password);
    await submitSignIn(page, "fr");
    await page.getByRole("heading", { name: workspace.fr.myOffers }).waitFor();
    await visitor.leave();
  });

  it("never leads to another site after signing in, however the address is written", async () => {
    const visitor = await newVisitor();
    const hosts = new Set<string>();
    await visitor.page.route("**", (route) => {
      hosts.add(new URL(route.request().url()).host);
      return route.continue();
    });
    const tried = [
      "/\t/evil.example",
      "/\\evil.example",
      "/.//evil.example",
      "https://evil.example/",
      "//evil.example",
    ];
    for (const next of [...tried, "javascript:document.title='evil'"]) {
      await visitor.open(`/connexion?next=${encodeURIComponent(next)}`);
      const signUp = await visitor.page
        .getByRole("link", { name: account.fr.signUpTitle })
        .getAttribute("href");
      expect(signUp, next).toBe("/inscription?next=%2F");
      await visitor.page.getByLabel(account.fr.email).fill("client@example.org");
      await visitor.page.getByLabel(account.fr.password, { exact: true }).fill(password);
      await submitSignIn(visitor.page, "fr");
      await visitor.page.waitForURL(`${site.url}/`);
    }
    expect([...hosts]).toEqual([new URL(site.url).host]);
    await visitor.leave();
  });

  it("follows what Chromium, too, reads as an address of ours, and nothing else", async () => {
    const visitor = await newVisitor();
    await visitor.open("/robots.txt");
    const texts = [...hostileAddresses, ...fc.sample(anyAddress, 5_000)];
    // As text: the policy of the page stops whatever would make code of it there.
    const read = await visitor.page.evaluate<{ path: string | null; leadsTo: string }[]>(`{
      const judge = ${ownAddress.toString()};
      const link = document.createElement("a");
      ${JSON.stringify(texts)}.map((text) => {
        const path = judge(text, location.origin);
        link.href = path ?? "";
        return { path, leadsTo: link.origin };
      });
    }`);
    expect(read.filter(({ leadsTo }) => leadsTo !== site.url)).toEqual([]);
    expect(read.map(({ path }) => path)).toEqual(texts.map((text) => ownAddress(text, site.url)));
    expect(read.slice(0, hostileAddresses.length).filter(({ path }) => path !== null)).toEqual([]);
    await visitor.leave();
  });
});

describe("a client's own pages", () => {
  it("show no sealed price before the deadline", async () => {
    const visitor = await newVisitor();
    await enter(visitor, "client@example.org", password);
    await visitor.open(`/missions/${ids.sealed}/gerer`);
    await visitor.page.getByText(/^1 offre sous pli fermé/).waitFor();
    expect(await visitor.page.locator("body").innerText()).not.toContain("777");
    await visitor.expectSoundPage();
    await visitor.leave();
  });

  it("keep a draft, and say beside the field what publishing it lacks", async () => {
    const visitor = await newVisitor();
    const { page } = visitor;
    await enter(visitor, "client@example.org", password);
    await visitor.open("/publier");
    await page.getByLabel(publishing.fr.missionTitle, { exact: true }).fill("Un");
    await page.getByRole("button", { name: publishing.fr.next }).click();
    await page.locator("#title-error").getByText("Au moins 3 caractères").waitFor();
    await visitor.expectSoundPage();
    await page.getByLabel(publishing.fr.missionTitle, { exact: true }).fill("Un brouillon à finir demain");
    await page.getByLabel(publishing.fr.description, { exact: true }).fill("Quelques mots pour commencer.");
    await page.getByLabel(publishing.fr.category, { exact: true }).selectOption("peinture");
    await page.getByRole("button", { name: publishing.fr.next }).click();
    await page.getByRole("heading", { level: 2, name: publishing.fr.steps[1] ?? "" }).waitFor();

    await visitor.open("/mes-missions?status=draft");
    await page.getByRole("link", { name: "Un brouillon à finir demain" }).click();
    for (const step of publishing.fr.steps.slice(1)) {
      await page.getByRole("button", { name: step, exact: true }).click();
      await page.getByRole("heading", { level: 2, name: step }).waitFor();
    }
    await page.getByRole("button", { name: publishing.fr.publish, exact: true }).click();
    await page.locator(".review .error").first().waitFor();
    await visitor.expectSoundPage();
    await visitor.leave();
  });

  it("are nobody else's: another account finds nothing there", async () => {
    const visitor = await newVisitor();
    await enter(visitor, "sealed@example.org", password);
    await visitor.open(`/missions/${ids.sealed}/gerer`);
    await visitor.page.getByRole("heading", { name: working.fr.notYours }).waitFor();
    await visitor.leave();
  });
});

describe("a provider's own page", () => {
  it("says why a price is refused, lets the offer be withdrawn and come back lower", async () => {
    const visitor = await newVisitor({ viewport: phone });
    const { page } = visitor;
    await enter(visitor, "sealed@example.org", password);
    await visitor.open(`/missions/${ids.open}/proposer`);
    const price = page.getByLabel(workspace.fr.price);
    await price.fill("500");
    await page.getByLabel(workspace.fr.durationDays).fill("2");
    await page.getByLabel(workspace.fr.message).fill("Dès demain.");
    await page.getByRole("button", { name: workspace.fr.submitOffer }).click();
    await page.getByText(workspace.fr.youLead).waitFor();

    await page.getByLabel(workspace.fr.newPrice).fill("499,50");
    await page.getByRole("button", { name: workspace.fr.lower }).click();
    await page.getByRole("alert").getByText("plus bas").waitFor();
    await visitor.expectSoundPage();

    await page.getByRole("button", { name: workspace.fr.withdraw }).click();
    await page.getByRole("dialog").getByRole("button", { name: workspace.fr.withdraw }).click();
    await page.getByText(workspace.fr.comeBack).waitFor();
    await visitor.expectSoundPage();
    await price.fill("450,5");
    await page.getByRole("button", { name: workspace.fr.submitOffer }).click();
    await page.getByRole("region", { name: workspace.fr.yourOffer }).getByText("450,50").waitFor();
    await visitor.leave();
  });
});
