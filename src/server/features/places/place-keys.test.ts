import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KEYS_VERSION, placeKey, searchWords, withoutArticle } from "./place-keys.ts";
import { parsePlaceSearch } from "./place-search.ts";

/** What the database does with it: every word of the query begins a word of the place. */
function finds(query: string, place: Parameters<typeof searchWords>[0]): boolean {
  const { name, beginnings } = parsePlaceSearch(query);
  const words = [...name.split(" ").filter(Boolean), ...beginnings];
  return (
    words.length > 0 && words.every((word) => searchWords(place).some((begun) => begun.startsWith(word)))
  );
}

/** Any code points, lone surrogates and controls among them. */
const anyText = (maxLength: number) =>
  fc
    .array(fc.oneof(fc.nat(0x10ffff), fc.integer({ min: 0x20, max: 0x17f })), { maxLength })
    .map((points) => String.fromCodePoint(...points));

const frenchName = fc
  .array(fc.stringMatching(/^[A-Za-zàâçéèêëîïôûüÿœŒÉÈÎ]{1,9}$/u), { minLength: 1, maxLength: 5 })
  .map((words) => words.join("-"));

describe("a name and what is typed meet", () => {
  it.each([
    ["st etienne", "Saint-Étienne"],
    ["ST-ETIENNE", "Saint-Étienne"],
    ["Sainte Genevieve des Bois", "Sainte-Geneviève-des-Bois"],
    ["ste genevieve", "Sainte-Geneviève"],
    ["l’hay les roses", "L'Haÿ-les-Roses"],
    ["mons en baroeul", "Mons-en-Barœul"],
    ["  Le   Havre ", "Le Havre"],
  ])("%s begins the key of %s", (typed, name) => {
    expect(`${placeKey(name)} `.startsWith(placeKey(typed))).toBe(true);
  });

  it("the same name typed without accents, in capitals, with spaces for hyphens has the same key", () => {
    fc.assert(
      fc.property(frenchName, (name) => {
        const plain = name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("-", "  ").toUpperCase();
        expect(placeKey(plain)).toBe(placeKey(name));
      }),
    );
  });

  it("a key is plain words, one space apart, and its own key, whatever the text", () => {
    fc.assert(
      fc.property(anyText(60), (text) => {
        const key = placeKey(text);
        expect(key).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
        expect(placeKey(key)).toBe(key);
      }),
    );
  });

  it("an article at the front may be left out, one that is the whole name may not", () => {
    expect(withoutArticle(placeKey("Le Havre"))).toBe("havre");
    expect(withoutArticle(placeKey("L'Isle-Jourdain"))).toBe("isle jourdain");
    expect(withoutArticle(placeKey("Les"))).toBe("les");
    expect(withoutArticle(placeKey("Lens"))).toBe("lens");
  });

  it("any part of a name's words, in any order, finds it", () => {
    fc.assert(
      fc.property(frenchName, fc.infiniteStream(fc.nat()), (name, random) => {
        const next = () => random.next().value as number;
        const words = placeKey(name)
          .split(" ")
          .map((word) => word.slice(0, 1 + (next() % word.length)));
        const typed = words
          .filter((_, index) => index === 0 || next() % 2 === 0)
          .reverse()
          .join(" ");
        // "st" and "ste" are read as saint and sainte, which the beginning of another word may not mean.
        fc.pre(placeKey(typed) === typed && parsePlaceSearch(typed).name === typed);
        expect(finds(typed, { name, postalCodes: ["01400"] })).toBe(true);
      }),
    );
  });

  it("an elided word is found with its letter glued on, and without it", () => {
    const isle = { name: "L'Isle-sur-la-Sorgue", postalCodes: ["84800"] };
    for (const typed of [
      "lisle sur la sorgue",
      "l'isle",
      "l isle",
      "isle sur",
      "L’ISLE-SUR-LA-SORGUE",
      "sorgue",
    ]) {
      expect(finds(typed, isle), typed).toBe(true);
    }
  });
});

// A new communes.tsv.gz changes the digest as well; it is the only reason to leave the version as it is.
it("whoever changes how keys are made raises KEYS_VERSION: loaded databases would keep the old ones", () => {
  const file = gunzipSync(readFileSync(new URL("communes.tsv.gz", import.meta.url))).toString("utf8");
  const digest = createHash("sha256");
  for (const line of file.trimEnd().split("\n").slice(1)) {
    const columns = line.split("\t");
    const [, name = "", codes = ""] = columns;
    const formerNames = (columns[8] ?? "").split("|").filter(Boolean);
    digest
      .update(placeKey(name))
      .update(searchWords({ name, formerNames, postalCodes: codes.split(",") }).join());
  }
  expect([KEYS_VERSION, digest.digest("hex").slice(0, 16)]).toEqual([2, "b349b9ea7c625aab"]);
});
