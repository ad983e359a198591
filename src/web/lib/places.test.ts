import { describe, expect, it } from "vitest";
import { departmentOf, placeSlug, surelyMeant } from "./places.ts";

const place = (name: string, postalCode: string, formerName: string | null = null) => ({
  ...{ name, postalCode, formerName },
});

describe("a place that was typed and not chosen", () => {
  it.each([
    ["lyon", [place("Lyon", "69001"), place("Lyons-la-Forêt", "27480"), place("Lyon 3e", "69003")], "69001"],
    ["Paris 15e", [place("Paris 15e", "75015")], "75015"],
    ["st etien", [place("Saint-Étienne", "42000")], "42000"],
    ["Vénissieux (69200)", [place("Vénissieux", "69200"), place("Autre", "69200")], "69200"],
    [
      "annecy le vieux",
      [place("Annecy", "74000", "Annecy-le-Vieux"), place("Annecy-ville", "74001")],
      "74000",
    ],
  ])("%s is taken, for it can mean one alone", (typed, found, postalCode) => {
    expect(surelyMeant(typed, found)?.postalCode).toBe(postalCode);
  });

  it.each([
    ["Saint-Denis", [place("Saint-Denis", "93200"), place("Saint-Denis", "97400")]],
    ["saint", [place("Saint-Étienne", "42000"), place("Saint-Denis", "93200")]],
    ["nulle part", []],
  ])("%s is not: it means several, or none", (typed, found) => {
    expect(surelyMeant(typed, found)).toBeNull();
  });
});

it("a department is told by an INSEE code: overseas has three digits, Corsica a letter", () => {
  expect(["69123", "97411", "98613", "2A004", "2B033"].map(departmentOf)).toEqual([
    ...["69", "974", "986", "2A", "2B"],
  ]);
});

it("an arrondissement has an address of its own", () => {
  expect(placeSlug({ name: "Paris 15e", inseeCode: "75115" })).toBe("paris-15e-75115");
});
