import { describe, expect, it } from "vitest";
import { budgetFilter } from "./budget-filter.ts";

const french = (min: string, max: string) => budgetFilter({ min, max }, "EUR", "fr");

describe("the budget in a search's address", () => {
  it("is asked of the API in cents, and shown again in plain digits", () => {
    const { min, max } = french("249.50", "1 250 €");
    expect([min.cents, min.text, min.problem]).toEqual([24_950, "249,50", undefined]);
    expect([max.cents, max.text, max.problem]).toEqual([125_000, "1250", undefined]);
    expect(budgetFilter({ min: "249,5", max: "" }, "EUR", "en").min.text).toBe("249.50");
  });

  it("that cannot be read is kept as it was written, said, and left out", () => {
    const { min, max } = french("beaucoup", "-3");
    expect([min.cents, min.text]).toEqual([undefined, "beaucoup"]);
    expect(min.problem).toMatch(/n’est pas lisible/);
    expect([max.cents, max.text]).toEqual([undefined, "-3"]);
    expect(max.problem).toMatch(/négatif/);
    expect(french("", "2000000").max.problem).toMatch(/1\s000\s000\s€ au plus/);
  });

  it("whose minimum is above its maximum is said, and neither is asked for", () => {
    const { min, max } = french("500", "100");
    expect([min.text, min.cents, min.problem]).toEqual(["500", undefined, "Le minimum dépasse le maximum."]);
    expect([max.text, max.cents, max.problem]).toEqual(["100", undefined, undefined]);
  });

  it("that is empty is no bound", () => {
    expect(french("", "")).toEqual({
      min: { cents: undefined, text: "", problem: undefined },
      max: { cents: undefined, text: "", problem: undefined },
    });
  });
});
