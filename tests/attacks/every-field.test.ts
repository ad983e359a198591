import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moderator, type Person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { bodyWith, everyField, type Field } from "./fields.ts";

let server: TestServer;
let someone: Person;
let fields: Field[];
beforeAll(async () => {
  server = await startTestServer();
  someone = await moderator(server);
  await server.sql("update users set roles = roles || '{admin}' where id = $1", [someone.userId]);
  fields = await everyField(server.url);
});
afterAll(() => server.close());

/** What is said of the field when it holds this value, written as JSON, alone in its request. */
async function saidOf({ operation, in: place, pointer }: Field, json: string) {
  const path = operation.template.replaceAll(/\{\w+\}/g, "01900000-0000-7000-8000-000000000000");
  const value = json.startsWith('"') ? JSON.parse(json) : json;
  const { status, body } =
    place === "query"
      ? await server.api.request(
          "GET",
          `${path}?${pointer.slice(1)}=${encodeURIComponent(value.toWellFormed())}`,
          {
            token: someone.token,
          },
        )
      : await server.api.request(operation.method, path, {
          token: someone.token,
          raw: bodyWith(pointer, json),
        });
  const errors: { path: string; code: string }[] = body?.errors ?? [];
  // Of a value that may be one of several shapes, the whole is refused.
  const own = errors.filter(({ path: at }) => at !== "" && (pointer === at || pointer.startsWith(`${at}/`)));
  return {
    status,
    codes: own.map(({ code }) => code),
    where: `${operation.id} ${pointer} = ${json.slice(0, 40)}`,
  };
}

const isNumber = ({ schema }: Field) => schema.type === "integer" || schema.type === "number";
/** Free text: neither what has a form of its own, as an address, a number or a code, nor a secret. */
const isText = ({ in: place, pointer, schema }: Field) =>
  place === "body" &&
  schema.type === "string" &&
  schema.minLength !== undefined &&
  schema.maxLength !== undefined &&
  schema.pattern === undefined &&
  !/password|token|code|totp|credential|phone/i.test(pointer);

test("every number that a caller may send has its bounds, and what is beyond them or no number is refused by name", async () => {
  const numbers = fields.filter(isNumber);
  expect(numbers.length).toBeGreaterThan(15);
  for (const field of numbers) {
    const { minimum, maximum, type } = field.schema;
    expect([field.operation.id, field.pointer, typeof minimum, typeof maximum]).toEqual([
      field.operation.id,
      field.pointer,
      "number",
      "number",
    ]);
    // Every number that can be written down is no bound.
    expect([field.operation.id, field.pointer, Number(maximum) < Number.MAX_SAFE_INTEGER]).toEqual([
      field.operation.id,
      field.pointer,
      true,
    ]);
    const wrong = [Number(minimum) - 1, Number(maximum) + 1, "1e400", "-1e400", "true", '"x"', "[1]"];
    if (type === "integer") wrong.push(Number(minimum) + 0.5);
    if (field.in === "body") wrong.push(`"${minimum}"`, "{}");
    else wrong.push('""', '"0x10"', '" 1"', '"1e1"', '"١"');
    for (const value of wrong) {
      const said = await saidOf(field, String(value));
      expect([said.where, said.status, said.codes.length > 0]).toEqual([said.where, 400, true]);
    }
  }
});

describe("every free text that a caller may send", () => {
  test("is refused with control characters, characters that reverse reading, or half a character", async () => {
    const texts = fields.filter(isText);
    expect(texts.length).toBeGreaterThan(10);
    for (const field of texts) {
      for (const hostile of [
        "\u0000",
        "\u0007",
        "\u001b[31m",
        "\u007f",
        "\u0086",
        "\u202e",
        "\u2066",
        "\ud800",
      ]) {
        const said = await saidOf(field, JSON.stringify(`Texte de bonne longueur ${hostile}`));
        expect(said).toMatchObject({ where: said.where, status: 400, codes: ["invalid_characters"] });
      }
    }
  });

  test("is counted in characters after trimming: the greatest length passes in emoji and accents, one more does not", async () => {
    for (const field of fields.filter(isText)) {
      const { minLength = 0, maxLength = 0 } = field.schema;
      for (const character of ["😀", "é", "e\u0301", "<", "&", "'"]) {
        const longest = await saidOf(field, JSON.stringify(`  ${character.repeat(maxLength)}  `));
        expect([longest.where, longest.codes]).toEqual([longest.where, []]);
        expect([longest.where, [401, 403, 413, 429].includes(longest.status)]).toEqual([
          longest.where,
          false,
        ]);
        const tooLong = await saidOf(field, JSON.stringify(character.repeat(maxLength + 1)));
        expect(tooLong).toMatchObject({ where: tooLong.where, status: 400, codes: ["too_long"] });
      }
      if (minLength === 0) continue;
      const blank = await saidOf(field, JSON.stringify(" ".repeat(minLength + 5)));
      expect(blank).toMatchObject({ where: blank.where, status: 400, codes: ["too_short"] });
    }
  });
});
