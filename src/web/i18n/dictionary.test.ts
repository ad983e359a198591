import { describe, expect, it } from "vitest";
import { frenchSpaces } from "../../shared/typography.ts";
import { dictionary } from "./dictionary.ts";

describe("French texts", () => {
  it("never end a line before : ; ? ! » % €, nor after «", () => {
    expect(frenchSpaces("Où ? « Lyon » : 30 % ; 12 € !")).toBe(
      "Où\u202f? «\u00a0Lyon\u00a0»\u00a0: 30\u00a0%\u202f; 12\u00a0€\u202f!",
    );
  });

  it("are spaced wherever they stand: in lists, in sentences with a blank, and not in English", () => {
    const texts = dictionary(
      { list: ["Prêt ?"], ask: (name: string) => `Attribuer à ${name} ?` },
      { list: ["Ready ?"], ask: (name: string) => `Award to ${name} ?` },
    );
    expect(texts.fr.list[0]).toBe("Prêt\u202f?");
    expect(texts.fr.ask("Zoé")).toBe("Attribuer à Zoé\u202f?");
    expect(texts.en.ask("Zoé")).toBe("Award to Zoé ?");
  });
});
