import { describe, expect, it } from "vitest";
import { categories } from "./index.ts";

const all = (pick: (category: (typeof categories)[number]) => string) => categories.map(pick);

describe("the trades", () => {
  it("are at least 44, each with a slug of its own that addresses can carry", () => {
    expect(categories.length).toBeGreaterThanOrEqual(44);
    expect(new Set(all(({ slug }) => slug)).size).toBe(categories.length);
    expect(all(({ slug }) => slug).filter((slug) => !/^[a-z][a-z0-9-]{1,39}$/.test(slug))).toEqual([]);
  });

  it("are told apart by their names in both languages", () => {
    expect(new Set(all(({ fr }) => fr)).size).toBe(categories.length);
    expect(new Set(all(({ en }) => en)).size).toBe(categories.length);
  });

  it("stand together by group", () => {
    const groups = all(({ group }) => group.fr);
    const starts = groups.filter((name, index) => name !== groups[index - 1]);
    expect(starts).toEqual([...new Set(groups)]);
  });

  it("have French labels with a capital, the curved apostrophe and no stray space, in NFC", () => {
    const labels = categories.flatMap(({ fr, group }) => [fr, group.fr]);
    expect(labels.filter((label) => !/^\p{Lu}[\p{L}’ -]*\p{L}$/u.test(label))).toEqual([]);
    expect(labels.filter((label) => label !== label.normalize("NFC"))).toEqual([]);
  });

  it("name people in both genders", () => {
    const names = categories.flatMap(({ trades }) => trades);
    expect(names).toContainEqual({ masculine: "électricien", feminine: "électricienne" });
    expect(names).toContainEqual({ masculine: "traducteur", feminine: "traductrice" });
    expect(names).toContainEqual({ masculine: "graphiste", feminine: "graphiste" });
    for (const { masculine, feminine } of names) {
      // A name in -er, -eur, -ien, -on has a feminine of its own.
      if (/(er|eur|ien|çon|if)$/.test(masculine) && masculine !== "baby-sitter")
        expect(feminine).not.toBe(masculine);
    }
    expect(categories.filter(({ trades }) => trades.length === 0)).toEqual([]);
  });
});
