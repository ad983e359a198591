import { describe, expect, it } from "vitest";
import { budgetFilter } from "./budget-filter.ts";

const french = (min: string, max: string) => budgetFilter({ min, max }, "EUR", "fr");

describe("the budget in a search's address", () => {
  it("is asked of the API in cents, and shown again in plain digits", () => {
    const { min, max, problems } = french("249.50", "1 250 €");
    expect([min, max]).toEqual([
      { cents: 24_950, text: "249,50" },
      { cents: 125_000, text: "1250" },
    ]);
    expect(problems).toEqual({});
    expect(budgetFilter({ min: "249,5", max: "" }, "EUR", "en").min.text).toBe("249.50");
  });

  it("that cannot be read is kept as it was written, said, and left out", () => {
    const { min, max, problems } = french("beaucoup", "-3");
    expect([min.cents, min.text]).toEqual([undefined, "beaucoup"]);
    expect([max.cents, max.text]).toEqual([undefined, "-3"]);
    expect(problems).toEqual({
      min: expect.stringMatching(/n’est pas lisible/),
      max: expect.stringMatching(/négatif/),
    });
    expect(french("", "2000000").problems.max).toMatch(/1\s000\s000\s€ au plus/);
  });

  it("whose minimum is above its maximum is said, and neither is asked for", () => {
    expect(french("500", "100")).toEqual({
      min: { cents: undefined, text: "500" },
      max: { cents: undefined, text: "100" },
      problems: { min: "Le minimum dépasse le maximum." },
    });
  });

  it("that is empty is no bound", () => {
    const none = { cents: undefined, text: "" };
    expect(french("", "")).toEqual({ min: none, max: none, problems: {} });
  });
});
