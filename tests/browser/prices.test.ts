import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { pathTo } from "../../src/shared/page-paths.ts";
import type { Locale } from "../../src/web/i18n/locale.ts";
import { prices } from "../../src/web/i18n/prices.ts";
import { publishing } from "../../src/web/i18n/publishing.ts";
import { reading } from "../../src/web/i18n/reading.ts";
import { working } from "../../src/web/i18n/working.ts";
import { workspace } from "../../src/web/i18n/workspace.ts";
import { price } from "../../src/web/lib/format.ts";
import { oneOf } from "../support/depth.ts";
import { browserSite } from "./browser-site.ts";
import { exampleMissions } from "./example-missions.ts";
import { enter, openAccount } from "./steps.ts";
import { desk, phone } from "./visitor.ts";

const { site, newVisitor } = browserSite();
let mission: string;
beforeAll(async () => {
  mission = (await exampleMissions(site.api)).open;
});

describe.each(
  oneOf<[Locale, typeof desk]>(1, [
    ["fr", phone],
    ["en", desk],
  ]),
)("a price, in %s", (locale, viewport) => {
  const words = { ...workspace[locale], ...prices[locale] };
  const written = (cents: number) => price(cents, "EUR", locale);
  const email = `price-${locale}@example.org`;
  const stored = async () => {
    const rows = await site.sql(
      "select o.price_cents::int as cents from offers o join users u on u.party_id = o.provider_party_id where u.email = $1",
      [email],
    );
    return rows[0]?.cents;
  };

  it("is stored as it was typed or pasted, and shown before it is sent", async () => {
    await openAccount(site, email, "Atelier du prix");
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    await enter(visitor, email);
    await visitor.open(pathTo(locale, "offer", { id: mission }));

    await page.getByLabel(words.durationDays).fill("3");
    await page.getByLabel(words.message).fill("Dès demain.");
    const field = page.getByLabel(words.price);
    await field.pressSequentially("249.50");
    await page.getByText(words.willBe(written(24_950)), { exact: true }).waitFor();
    await field.press("Tab");
    expect(await field.inputValue()).toBe(written(24_950));
    await visitor.picture(`price-offer-${locale}`);
    await visitor.expectSoundPage();
    await page.getByRole("button", { name: words.submitOffer }).click();
    await page.getByRole("region", { name: words.yourOffer }).getByText(written(24_950)).waitFor();
    expect(await stored()).toBe(24_950);

    const lower = page.getByLabel(words.newPrice);
    const sent = watchOffers(page);
    for (const [text, refusal] of [
      ["-200 €", words.negative],
      ["200 à 240", words.unreadable],
      ["$200", words.otherCurrency("EUR")],
      ["0,20", words.low(written(100))],
      ["", words.missing],
    ] as const) {
      await paste(page, lower, text);
      await page.getByRole("button", { name: words.lower }).click();
      await page.locator(".field", { has: lower }).getByText(refusal, { exact: true }).waitFor();
      expect(await lower.getAttribute("aria-invalid"), text).toBe("true");
    }
    await visitor.picture(`price-refused-${locale}`);
    await visitor.expectSoundPage();
    expect(sent()).toBe(0);

    // As it stands on another page, with that page's spaces and its currency.
    const [copied, cents] = locale === "fr" ? ["\u00a0240,5\u202f€\n", 24_050] : ["€ 230.50 ", 23_050];
    await paste(page, lower, copied);
    await page.getByText(words.willBe(written(cents)), { exact: true }).waitFor();
    await lower.press("Enter");
    await page.getByRole("region", { name: words.yourOffer }).getByText(written(cents)).waitFor();
    expect([await stored(), sent()]).toEqual([cents, 1]);
    await visitor.leave();
  });

  it("of a budget is read the same way, and an unreadable one stops at its step", async () => {
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    const texts = publishing[locale];
    const { body } = await site.api.post("/auth/login", {
      email: "client@example.org",
      password: "une phrase assez longue",
    });
    const draft = {
      title: `Un budget en ${locale}`,
      description: "De quoi passer les étapes, une à une.",
      category: "peinture",
      remote: true,
      deadline: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      budget: { valueCents: 99_999 },
    };
    const { body: saved } = await site.api.post("/missions", draft, { token: body.accessToken });
    await enter(visitor, "client@example.org", "une phrase assez longue");
    await visitor.open(pathTo(locale, "publish", {}, { mission: saved.id }));
    const next = page.getByRole("button", { name: texts.next });
    for (const step of texts.steps.slice(1, 3)) {
      await next.click();
      await page.getByRole("heading", { level: 2, name: step }).waitFor();
    }
    const field = page.getByLabel(texts.budget, { exact: true });
    expect(await field.inputValue()).toBe(written(99_999));
    await field.fill("environ 1200");
    await next.click();
    await page.locator(".field").getByText(words.unreadable).waitFor();
    await page.getByRole("alert").getByText(working[locale].correctFields).waitFor();
    await field.fill("1.250,50 euros");
    await next.click();
    await page.getByRole("heading", { level: 2, name: texts.steps[3] ?? "" }).waitFor();
    await page.locator(".review").getByText(written(125_050)).waitFor();
    const rows = await site.sql("select budget_cents::int as cents from missions where id = $1", [saved.id]);
    expect(rows[0]?.cents).toBe(125_050);
    await visitor.leave();
  });

  it("of a search's filter is understood without JavaScript, or said at its field with the rest kept", async () => {
    const visitor = await newVisitor({ viewport, javaScript: false });
    const { page } = visitor;
    const texts = reading[locale];
    await visitor.open(
      pathTo(locale, "search", {}, { q: "disjoncteur", min: "1.249,50", max: "1,250.50 €" }),
    );
    const [min, max] = [page.getByLabel(texts.budgetMin), page.getByLabel(texts.budgetMax)];
    expect(await page.getByRole("article").count()).toBe(1);
    expect([await min.inputValue(), await max.inputValue()]).toEqual(
      locale === "fr" ? ["1249,50", "1250,50"] : ["1249.50", "1250.50"],
    );
    await min.fill("cher");
    await page.getByRole("button", { name: texts.submit }).click();
    await page.locator(".field", { has: min }).getByText(words.unreadable).waitFor();
    expect([await min.inputValue(), await max.inputValue()]).toEqual([
      "cher",
      locale === "fr" ? "1250,50" : "1250.50",
    ]);
    expect(await page.getByLabel(texts.what).inputValue()).toBe("disjoncteur");
    await visitor.picture(`price-filter-${locale}`);
    expect(await visitor.overflowing()).toEqual([]);
    await visitor.leave();
  });
});

/** Through the clipboard of the browser, as a person does. */
async function paste(page: Page, field: ReturnType<Page["getByLabel"]>, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const source = document.createElement("textarea");
    source.value = copied;
    document.body.append(source);
    source.select();
    document.execCommand("copy");
    source.remove();
  }, text);
  await field.fill("");
  if (text !== "") await field.press("ControlOrMeta+V");
}

/** How many times an offer was sent since. */
function watchOffers(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() !== "GET" && /\/offers/.test(request.url())) count++;
  });
  return () => count;
}
