import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { phoneUri } from "./phone.ts";

describe("a telephone number as people write it can be dialled", () => {
  test.each([
    ["06 12 34 56 78", "tel:+33612345678"],
    ["06.12.34.56.78", "tel:+33612345678"],
    ["06-12-34-56-78", "tel:+33612345678"],
    ["06\u00a012\u202f34 56 78", "tel:+33612345678"],
    ["06 12‑34–56 78", "tel:+33612345678"],
    ["0472000000", "tel:+33472000000"],
    ["+33 6 12 34 56 78", "tel:+33612345678"],
    ["+33 (0)6 12 34 56 78", "tel:+33612345678"],
    ["+33 06 12 34 56 78", "tel:+33612345678"],
    ["0033 6 12 34 56 78", "tel:+33612345678"],
    ["0692 12 34 56", "tel:+262692123456"],
    ["0590 12 34 56", "tel:+590590123456"],
    ["0696 12 34 56", "tel:+596696123456"],
    ["+41 79 123 45 67", "tel:+41791234567"],
    ["+1 (514) 555-0199", "tel:+15145550199"],
    ["3949", "tel:3949"],
    ["04 72 00 00 00 poste 12", "tel:+33472000000;ext=12"],
    ["+44 20 7946 0018 ext. 7", "tel:+442079460018;ext=7"],
  ])("%s", (typed, uri) => expect(phoneUri(typed)).toBe(uri));

  test.each(["", "06 12 34 56 7", "06 12 34 56 78 9", "appelez-moi", "+33", "00", "12 34 56", "0000000000"])(
    "%j is none",
    (typed) => expect(phoneUri(typed)).toBeNull(),
  );

  test("whatever is typed, what comes out is an address to dial or nothing", () => {
    const piece = fc.constantFrom("0", "6", "33", "+", " ", "(0)", "-", ".", "poste ", "x", "é", "\u202f");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 24 }).map((parts) => parts.join("")),
        (typed) => {
          expect(phoneUri(typed) ?? "tel:3949").toMatch(/^tel:(\+\d{8,15}|\d{4})(;ext=\d{1,6})?$/);
        },
      ),
    );
  });
});
