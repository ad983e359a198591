import { expect, test } from "vitest";
import { drawable } from "./drawable.ts";
import { linesOf } from "./wrapped.ts";

test("a title is broken between words, and never before a sign that French keeps with its word", () => {
  const title = "Rénover la maison : toiture et façade";
  expect(linesOf(title, 10, 5)).toEqual(["Rénover la", "maison : toiture", "et façade"]);
  expect(linesOf("Restaurer « L’Été » vite", 6.6, 5)).toEqual(["Restaurer", "« L’Été »", "vite"]);
});

test("what is longer than the lines ends in an ellipsis, and what fills more than one is broken", () => {
  const lines = linesOf("anticonstitutionnellement ".repeat(10), 8, 3);
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/…$/);
  expect(linesOf("a".repeat(40), 8, 9).join("")).toBe("a".repeat(40));
});

test("what a person reads as one character stays whole, a joined pictograph as its first", () => {
  expect(linesOf("e\u0301le\u0301gant 👩‍🔧👍🏽", 99, 1)).toEqual(["e\u0301le\u0301gant 👩👍"]);
  expect(linesOf("   ", 9, 2)).toEqual([]);
});

test("what no font of ours has is left out, not drawn as boxes", () => {
  expect(drawable("翻译一份合同 Traduire un contrat 日本語。 한국어 ไทย")).toBe("Traduire un contrat");
  expect(drawable("Œuvre №5, Łódź, Ελλάδα, Русский, 20 m² 🎂 e\u0301")).toBe(
    "Œuvre №5, Łódź, Ελλάδα, Русский, 20 m² 🎂 e\u0301",
  );
  expect(drawable("合同")).toBe("");
});
