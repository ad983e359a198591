import { describe, expect, it } from "vitest";
import { calendarSlots } from "./calendar.ts";
import {
  atTown,
  capitalise,
  formatInteger,
  inclusiveForms,
  ofTown,
  typographic,
  withA,
  withDe,
} from "./french.ts";

describe("a word put into a sentence", () => {
  it.each([
    ["le salon", "du salon"],
    ["la cuisine", "de la cuisine"],
    ["l'entrée", "de l'entrée"],
    ["les combles", "des combles"],
    ["des meubles", "de meubles"],
    ["des affiches", "d'affiches"],
    ["un appartement", "d'un appartement"],
    ["histoire-géographie", "d'histoire-géographie"],
    ["haies", "de haies"],
    ["octobre", "d'octobre"],
    ["yoga", "de yoga"],
  ])("%s after « de » is « %s »", (phrase, expected) => expect(withDe(phrase)).toBe(expected));

  it.each([
    ["le grenier", "au grenier"],
    ["les combles", "aux combles"],
    ["la cave", "à la cave"],
    ["l'atelier", "à l'atelier"],
  ])("%s after « à » is « %s »", (phrase, expected) => expect(withA(phrase)).toBe(expected));

  it.each([
    ["Le Mans", "au Mans", "du Mans"],
    ["Les Abymes", "aux Abymes", "des Abymes"],
    ["La Rochelle", "à La Rochelle", "de La Rochelle"],
    ["L'Île-d'Yeu", "à L'Île-d'Yeu", "de L'Île-d'Yeu"],
    ["Évreux", "à Évreux", "d'Évreux"],
    ["Œuilly", "à Œuilly", "d'Œuilly"],
    ["Hyères", "à Hyères", "d'Hyères"],
    ["Haguenau", "à Haguenau", "de Haguenau"],
    ["Yvetot", "à Yvetot", "d'Yvetot"],
    ["Yutz", "à Yutz", "de Yutz"],
    ["Onzain", "à Onzain", "d'Onzain"],
    ["Castillon (Canton de Lembeye)", "à Castillon", "de Castillon"],
  ])("the town %s: « %s », « %s »", (town, at, of) => {
    expect(atTown(town)).toBe(at);
    expect(ofTown(town)).toBe(of);
  });

  it("a capital keeps its accent", () => expect(capitalise("élaguer")).toBe("Élaguer"));
  it("thousands stand apart", () =>
    expect([950, 1200, 45000].map(formatInteger)).toEqual(["950", "1 200", "45 000"]));
});

describe("a trade for everyone", () => {
  it.each([
    ["électricien", "électricienne", "électricien·ne"],
    ["plombier", "plombière", "plombier·ère"],
    ["traducteur", "traductrice", "traducteur·rice"],
    ["coiffeur", "coiffeuse", "coiffeur·euse"],
  ])("%s and %s: %s", (masculine, feminine, short) => {
    const forms = inclusiveForms({ masculine, feminine });
    expect(forms).toContain(short);
    expect(forms).toContain(`${masculine} ou ${feminine}`);
  });
  it("one form for both stays alone", () =>
    expect(inclusiveForms({ masculine: "graphiste", feminine: "graphiste" })).toEqual(["graphiste"]));
});

it("phones type the curved apostrophe and spaces that do not break", () => {
  expect(typographic("L'atelier : « 1 200 € » ?")).toBe(
    "L’atelier\u00a0: «\u00a01\u00a0200\u00a0€\u00a0»\u00a0?",
  );
});

it("days and months are those of a calendar", () => {
  const start = new Date(Date.UTC(2027, 3, 1));
  expect(calendarSlots.when?.(start)).toBe("début avril");
  expect(calendarSlots.startDay?.(start)).toBe("jeudi 1er avril");
  expect(calendarSlots.saturday?.(start)).toBe("samedi 3 avril");
  expect(calendarSlots.weekOf?.(start)).toBe("la semaine du 5 avril");
  expect(calendarSlots.ofMonth?.(start)).toBe("d'avril");
});
