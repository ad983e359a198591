import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldErrors } from "./field-errors.ts";
import { fieldText } from "./field-texts.ts";

const french = { language: "fr", currency: "EUR" } as const;
const said = (path: string, code: string, values: Record<string, string | number> = {}) =>
  fieldText({ path, code, values }, french).replace(/[\u00a0\u202f]/g, " ");

describe("what is wrong with a field", () => {
  it("is said as a person would say it of that field", () => {
    expect(said("/priceCents", "invalid_type", { expected: "number" })).toBe("Indiquez un prix.");
    expect(said("/priceCents", "too_big", { maximum: 100_000_000 })).toBe("1 000 000 € au plus.");
    expect(said("/budget/valueCents", "too_small", { minimum: 100 })).toBe("1 € au moins.");
    expect(said("/message", "too_short", { minimum: 1 })).toBe("Écrivez un message.");
    expect(said("/durationDays", "too_small", { minimum: 1 })).toBe("Au moins 1 jour.");
    expect(said("/durationDays", "too_big", { maximum: 3_650 })).toBe("3 650 jours au plus.");
    expect(said("/skills", "too_many", { maximum: 20 })).toBe("20 compétences au plus.");
    expect(said("/category", "unknown_category")).toBe("Ce métier n’existe pas.");
    expect(said("/deadline", "deadline_too_soon")).toBe("Choisissez une date à venir.");
  });

  it("counts its noun, in either language", () => {
    expect(said("/title", "too_short", { minimum: 3 })).toBe("Au moins 3 caractères.");
    expect(said("/x", "too_short", { minimum: 1 })).toBe("Au moins 1 caractère.");
    const english = { language: "en", currency: "EUR" } as const;
    expect(fieldText({ path: "/x", code: "too_short", values: { minimum: 1 } }, english)).toBe(
      "At least 1 character.",
    );
  });
});

describe("no sentence or word of the schema library", () => {
  let schemas: readonly (readonly [string, z.ZodObject])[];
  beforeAll(async () => {
    const source = join(import.meta.dirname, "../..");
    const files = (await readdir(source, { recursive: true })).filter((file) =>
      file.endsWith("-contract.ts"),
    );
    const modules = await Promise.all(
      files.map((file) => import(pathToFileURL(join(source, file)).href) as Promise<Record<string, unknown>>),
    );
    schemas = modules.flatMap((module) =>
      Object.entries(module).flatMap(([name, value]) =>
        value instanceof z.ZodObject ? [[name, value] as const] : [],
      ),
    );
  });

  it("reaches a person, whatever is sent to whichever field of the contracts", () => {
    expect(schemas.length).toBeGreaterThan(20);
    const values = [
      null,
      "",
      "x",
      "x".repeat(20_000),
      -1,
      0.5,
      1e12,
      Number.NaN,
      true,
      {},
      [],
      [null],
      ["a", "a"],
    ];
    const messages = new Set<string>();
    for (const [, schema] of schemas) {
      for (const field of Object.keys(schema.shape)) {
        for (const value of values) {
          const { error } = schema.safeParse({ [field]: value }, { reportInput: true });
          for (const wrong of fieldErrors(error?.issues ?? [])) messages.add(fieldText(wrong, french));
        }
      }
    }
    const words =
      /\b(?:string|number|int|boolean|array|object|record|nan|null|undefined|uuid|email|regex|datetime|expected|received|input|invalid|NaN)\b/i;
    expect([...messages].filter((message) => words.test(message.replaceAll("e-mail", "")))).toEqual([]);
    expect([...messages].filter((message) => /[{}]| $|(?<!\d) (?=[.])/.test(message))).toEqual([]);
    expect(messages.size).toBeGreaterThan(20);
  });
});
