import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formerNameMeant, parsePlaceSearch, shownPostalCode } from "./place-search.ts";

const asked = (text: string) => {
  const { name, numbers, arrondissement, department } = parsePlaceSearch(text);
  return { name, numbers, arrondissement, department };
};
const nothing = { name: "", numbers: [], arrondissement: null, department: null };

describe("what is typed", () => {
  it.each([
    ["Lyon 69003", { name: "lyon", numbers: ["69003"] }],
    ["69 003", { numbers: ["69003"] }],
    ["F-69003", { numbers: ["69003"] }],
    ["FR 69003 Lyon", { name: "lyon", numbers: ["69003"] }],
    ["75 015 Paris", { name: "paris", numbers: ["75015"] }],
    ["lyon 42", { name: "lyon", numbers: ["42"] }],
    ["Fontenay ss bois", { name: "fontenay sous bois" }],
    ["Fontenay s/s bois", { name: "fontenay sous bois" }],
    ["chalon s/ saone", { name: "chalon sur saone" }],
    ["Villeneuve-lez-Avignon", { name: "villeneuve les avignon" }],
  ])("%s is a name and postal codes", (text, meant) => {
    expect(asked(text)).toEqual({ ...nothing, ...meant });
  });

  it.each([
    ["paris 15", "15"],
    ["Paris 15e", "15"],
    ["paris 15ème arrondissement", "15"],
    ["15e arrondissement de Paris", "15"],
    ["paris 15 e", "15"],
    ["paris 1er", "1"],
    ["marseille 13e", "13"],
    ["Lyon 03", "3"],
    ["Lyon cedex 03", "3"],
    ["69431 LYON CEDEX 03", "3"],
    // The department's number, as it may stand behind any town.
    ["marseille 13", null],
    ["lyon 69", null],
    ["saint étienne 3", null],
  ])("%s asks for the arrondissement %s", (text, number) => {
    expect(asked(text).arrondissement).toBe(number);
  });

  it.each([
    ["Saint Denis, La Réunion", "saint denis", "974"],
    ["Saint-Denis (Réunion)", "saint denis", "974"],
    ["saint denis de la réunion", "saint denis", "974"],
    ["saint denis reunion", "saint denis", "974"],
    ["Saint-Denis, Seine-Saint-Denis", "saint denis", "93"],
    ["Saint-Denis (93)", "saint denis", "93"],
    ["Saint-Denis (974), France", "saint denis", "974"],
    ["Sainte-Lucie 2A", "sainte lucie", "2A"],
    ["Sartène (2A)", "sartene", "2A"],
    ["La Réunion", "la reunion", null],
  ])("%s asks for %s in the department %s", (text, name, department) => {
    expect(asked(text)).toMatchObject({ name, department });
  });

  it("a commune's own name says no department, whatever it ends in", () => {
    const rows = gunzipSync(readFileSync(join(import.meta.dirname, "communes.tsv.gz")))
      .toString("utf8")
      .trim()
      .split("\n")
      .slice(1);
    const names = rows.map((row) => row.split("\t")[1] ?? "");
    expect(names.length).toBeGreaterThan(30_000);
    expect(names.filter((name) => parsePlaceSearch(name).department !== null)).toEqual([]);
  });

  it("the sorting office behind CEDEX is no town's, and its code only says the department", () => {
    expect(parsePlaceSearch("44042 Nantes cedex 1")).toMatchObject({ name: "nantes", beginnings: ["44"] });
    expect(parsePlaceSearch("97490 St Denis cedex 9")).toMatchObject({ beginnings: ["974"] });
  });

  it("asks for nothing where it holds neither letter nor digit, and no text is too much", () => {
    expect(asked("%_' — ??")).toEqual(nothing);
    const anyText = fc
      .array(
        fc.oneof(
          fc.nat(0x10ffff),
          fc.integer({ min: 0x20, max: 0x17f }),
          fc.constantFrom(...[..."(),/ 0123456789"].map((sign) => sign.charCodeAt(0))),
        ),
        { maxLength: 400 },
      )
      .map((points) => String.fromCodePoint(...points));
    fc.assert(
      fc.property(anyText, (text) => {
        const { name, numbers, beginnings, arrondissement } = parsePlaceSearch(text);
        expect(name).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
        for (const number of [...numbers, ...beginnings]) expect(number).toMatch(/^\d{1,5}$/);
        expect(arrondissement ?? "1").toMatch(/^[1-9]\d?$/);
      }),
    );
  });
});

it("the postal code shown is the one spoken of, else the first", () => {
  const lyon = { postalCodes: ["69001", "69003", "69009"] as [string, ...string[]] };
  expect(shownPostalCode(lyon, ["69003"])).toBe("69003");
  expect(shownPostalCode(lyon, [])).toBe("69001");
  expect(shownPostalCode({ postalCodes: ["42000", "42100"] }, ["421"])).toBe("42100");
});

it("what is part of a commune now is named where it was asked for, and not where the commune was", () => {
  const annecy = { name: "Annecy", formerNames: ["Annecy-le-Vieux", "Seynod"] };
  expect(formerNameMeant(annecy, "annecy le vieux")).toBe("Annecy-le-Vieux");
  expect(formerNameMeant(annecy, "seyn")).toBe("Seynod");
  expect(formerNameMeant(annecy, "annecy")).toBeNull();
  expect(formerNameMeant(annecy, "")).toBeNull();
});
