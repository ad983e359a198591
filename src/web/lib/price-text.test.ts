import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { price } from "./format.ts";
import { readPrice } from "./price-text.ts";

const cents = (text: string, currency = "EUR") => {
  const reading = readPrice(text, currency);
  return reading.state === "read" ? reading.cents : reading.state === "refused" ? reading.why : null;
};

describe("a written price", () => {
  it.each([
    ["249.50", 24_950],
    ["249,50", 24_950],
    ["249.5", 24_950],
    ["1250", 125_000],
    ["1 250", 125_000],
    ["1\u202f250,50", 125_050],
    ["1\u00a0250.50", 125_050],
    ["1.250,50", 125_050],
    ["1,250.50", 125_050],
    ["1'250.50", 125_050],
    ["1’250", 125_000],
    ["1.234.567", 123_456_700],
    ["1,234,567.8", 123_456_780],
    ["249.", 24_900],
    [",5", 50],
    ["0", 0],
    ["0,99", 99],
    ["007", 700],
    ["+250", 25_000],
    ["249.-", 24_900],
    ["249,–", 24_900],
  ])("%j is read with its decimals and groups", (text, expected) => {
    expect(cents(text)).toBe(expected);
  });

  it.each([
    ["249,50 €", 24_950],
    ["€249.50", 24_950],
    ["€ 1,249.50", 124_950],
    ["249€50", 24_950],
    ["249 € 50", 24_950],
    ["1 249 euros 05", 124_905],
    ["1 euro", 100],
    ["250 EUR", 25_000],
    ["eur 250", 25_000],
    ["1 250,50 € TTC", 125_050],
    ["£250 incl. VAT", "otherCurrency"],
    ["\t249,50\u00a0€\r\n", 24_950],
    ["\u200e249,50\u200f €", 24_950],
  ])("%j is read with its currency, as it is pasted", (text, expected) => {
    expect(cents(text)).toBe(expected);
  });

  it("with three digits behind one point or comma is thousands, for no price has three decimals", () => {
    expect(["1.234", "1,234", "12.500", "249,500"].map((text) => cents(text))).toEqual([
      ...[123_400, 123_400, 1_250_000, 24_950_000],
    ]);
  });

  it.each(["-250", "−249,50", "- 12 €", "€-5", "(250)", "-€250.00"])("%j is refused as negative", (text) => {
    expect(cents(text)).toBe("negative");
  });

  it.each(["$250", "250 USD", "£ 12.50", "250 CHF"])("%j is refused as another currency", (text) => {
    expect(cents(text)).toBe("otherCurrency");
  });

  it.each([
    ...["abc", "€", "250 à 300", "250-300", "250–300", "1e3", "2k", "1,5k", "12 50", "1 2 3", "30 m²"],
    ...["0.234", "1,23,4", "1.2345", "1.250 000,50", "1 234,567", "1,234.567", "249,,50", "249. 50"],
    ...["250\n300", "250 €\n300 €", "249€5", "249,5€50", "249,00 € 50", "€250€", "--5", "1/2", "٢٤٩", "NaN"],
    ...["1234567890123", "9".repeat(61), "250 HT"],
  ])("%j is refused, not guessed", (text) => {
    expect(cents(text)).toBe("unreadable");
  });

  it("that is empty is no price", () => {
    expect(["", " ", "\u00a0\u200b"].map((text) => cents(text))).toEqual([null, null, null]);
  });

  it("of the installation's own currency knows its names", () => {
    expect([cents("CHF 1’250.50", "CHF"), cents("$12", "USD"), cents("12 €", "CHF")]).toEqual([
      ...[125_050, 1_200, "otherCurrency"],
    ]);
  });
});

describe("any sum", () => {
  const sums = fc.integer({ min: 0, max: 100_000_000 });

  it("that a page writes is read back as the same sum, in whichever language", () => {
    fc.assert(
      fc.property(
        sums,
        fc.constantFrom("fr", "en"),
        fc.constantFrom("EUR", "CHF", "USD"),
        (sum, locale, currency) => {
          expect(readPrice(price(sum, currency, locale), currency)).toEqual({ state: "read", cents: sum });
        },
      ),
    );
  });

  it("is the same with either decimal sign and any one kind of group", () => {
    const groups = fc.constantFrom("", " ", "\u00a0", "\u202f", "\u2009", ".", ",", "'", "’");
    fc.assert(
      fc.property(sums, groups, fc.constantFrom(".", ","), (sum, group, sign) => {
        const whole = String(Math.floor(sum / 100)).replace(/\B(?=(\d{3})+$)/g, group);
        const decimals = String(sum % 100).padStart(2, "0");
        expect(cents(`${whole}${sign}${decimals}`)).toBe(sum);
        if (sum % 10 === 0) expect(cents(`${whole}${sign}${decimals[0]}`)).toBe(sum);
        expect(cents(whole)).toBe(Math.floor(sum / 100) * 100);
      }),
    );
  });

  it("is never made up: digits are those that were written, in their order", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."0123456789.,' \u00a0€-+kEUR("), maxLength: 14 });
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), (text) => {
        const reading = readPrice(text, "EUR");
        if (reading.state !== "read") return;
        const written = text.replace(/\D/g, "");
        const read = String(reading.cents);
        expect([written, `${written}0`, `${written}00`].map(Number)).toContain(Number(read));
      }),
      { numRuns: 2_000 },
    );
  });
});
