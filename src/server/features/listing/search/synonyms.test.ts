import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readQuery } from "./query.ts";
import { loadSynonyms, readSynonyms, SynonymError } from "./synonyms.ts";
import { stemOf } from "./text-terms.ts";

const read = (text: string) => readSynonyms([{ name: "synonyms.txt", text }]);
const termsOfQuery = (query: string, text: string) =>
  readQuery(query, read(text)).terms.flatMap(({ alternatives }) => alternatives.map(({ term }) => term));

describe("a file of synonyms", () => {
  it("lets the expressions of a group find each other, in any number and gender", () => {
    const text = "vélo, bicyclette # à deux roues\n\nlave-linge, machine à laver";
    expect(termsOfQuery("bicyclettes", text)).toContain(stemOf("velo"));
    expect(termsOfQuery("machines à laver", text)).toContain(stemOf("linge"));
    expect(termsOfQuery("vélo", "vélo, bicyclette")).toContain(stemOf("bicyclette"));
  });

  it("lets the left of => find the right, and not the other way round", () => {
    expect(termsOfQuery("velux", "velux => fenêtre de toit")).toContain(stemOf("toit"));
    expect(termsOfQuery("fenêtre de toit", "velux => fenêtre de toit")).not.toContain("velux");
  });

  it("that is wrong is refused, with every line that cannot be read", () => {
    const wrong = ["vélo", "a => b => c", "vélo, de la", "# rien", `vélo, ${"mot ".repeat(9)}`].join("\n");
    expect(() => read(wrong)).toThrow(SynonymError);
    let message = "";
    try {
      read(wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.split("\n").map((line) => line.split(":").slice(0, 2).join(":"))).toEqual([
      "synonyms.txt:1",
      "synonyms.txt:2",
      "synonyms.txt:3",
      "synonyms.txt:5",
    ]);
  });

  it("of the operator adds to those that Swideal brings; none is no error", () => {
    const folder = mkdtempSync(join(tmpdir(), "synonyms-"));
    try {
      const file = join(folder, "synonyms.txt");
      expect(loadSynonyms(file).ofOne("frigo")).toContain(stemOf("refrigerateur"));
      writeFileSync(file, "frigo, glacière\n");
      expect(loadSynonyms(file).ofOne("frigo")).toEqual(
        expect.arrayContaining([stemOf("refrigerateur"), stemOf("glaciere")]),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
