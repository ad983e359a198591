import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonCell } from "./json-cells.ts";
import { jsonMembers } from "./json-members.ts";
import { fromJsonLines, toJsonLines } from "./json-rows.ts";
import { partsOf } from "./testing/every-kind.ts";

const table = {
  columns: ["id", "name", "tags", "sums", "said", "yes", "bytes"],
  types: ["integer", "text", "text[]", "double precision[]", "jsonb", "boolean", "bytea"],
};
const lines = (copy: string) => text(partsOf(Buffer.from(copy), 7).pipe(toJsonLines(table)));
const back = (json: string) => text(fed(json));
const fed = (json: string) => {
  const stream = fromJsonLines(table);
  const source = partsOf(Buffer.from(json), 7);
  source.on("error", (error) => stream.destroy(error));
  return source.pipe(stream);
};

test("a row is an object that any program reads: what holds nothing has no key, and JSON stands as JSON", async () => {
  const json = await lines(
    'ROW\t\\N\t{a,"b ""c"}\t{1.5,NULL,NaN}\tnull\tt\t\\\\x00ff\n1\tL\'été\\n\\\\\t{}\t\\N\t\\N\tf\t\\N\n'.replace(
      "ROW",
      "-7",
    ),
  );
  const [first, second] = json
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  expect(first).toEqual({
    id: -7,
    tags: expect.anything(),
    sums: [1.5, null, "NaN"],
    said: null,
    yes: true,
    bytes: "\\x00ff",
  });
  expect(second).toEqual({ id: 1, name: "L'été\n\\", tags: [], yes: false });
});

test("digits and the order of keys are those that PostgreSQL has, which JSON.parse would give up", () => {
  const written = '{"b": 1.10, "10": [1e400, "\\u00e9 }"], "a": {"x": 12345678901234567890.5}}';
  expect(jsonMembers(`{"n" : 1, "said":${written} , "last":"\\"}" }`)).toEqual(
    new Map([
      ["n", "1"],
      ["said", written],
      ["last", '"\\"}"'],
    ]),
  );
  expect(jsonMembers(" { } ")).toEqual(new Map());
});

test.each([
  "",
  "{",
  "[]",
  '{"a"}',
  '{"a":}',
  '{"a":1',
  '{"a":1}}',
  '{"a":1,}',
  '{"a":1 "b":2}',
  '{"a":[1}',
  '{"a":"x',
  '{"a":1,"a":2}',
  "{a:1}",
])("what is no object is refused: %s", (line) => expect(() => jsonMembers(line)).toThrow(SyntaxError));

test("any text goes to JSON and back to the byte", async () => {
  const escaped = (value: string) =>
    value.replace(
      /[\\\b\f\n\r\t\v]/g,
      (letter) =>
        ({ "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" })[
          letter
        ] as string,
    );
  const word = fc.string({ unit: "grapheme" }).map((value) => value.replaceAll("\0", ""));
  const special = fc.constantFrom(
    "",
    "NULL",
    "null",
    "{",
    "}",
    '"',
    "\\",
    ",",
    " ",
    "\\N",
    "\t",
    "\n",
    "\u2028",
    "é",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          word,
          special,
          fc.array(special).map((parts) => parts.join("")),
        ),
      ),
      async (values) => {
        const copy = values
          .map((value, n) => `${n}\t${escaped(value)}\t${escaped(arrayText(values))}\t\\N\t\\N\t\\N\t\\N\n`)
          .join("");
        expect(await back(await lines(copy))).toBe(copy);
      },
    ),
    { numRuns: 200 },
  );
});

/** As PostgreSQL writes it. */
const arrayText = (values: readonly string[]) =>
  `{${values.map((value) => (value === "" || /["\\{}, \t\n\v\f\r]/.test(value) || /^null$/i.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : value)).join(",")}}`;

test.each([
  ["integer[]", "{{1,2},{3,NULL}}"],
  ["integer[]", "[0:1]={7,8}"],
  ["double precision[]", "{1e+15,1e-07,-0,Infinity}"],
  ["text[]", '{a,NULL,"NULL",""}'],
  ["boolean[]", "{t,f,NULL}"],
  ["jsonb[]", '{"{\\"a\\": 1.10}"}'],
  ["double precision", "1e+15"],
  ["double precision", "-Infinity"],
  ["numeric", "12345678901234567890.1234500"],
  ["bigint", "9223372036854775807"],
])("%s %s is the same again", (type, value) => {
  const cell = jsonCell(type);
  const json = cell.toJson(value);
  JSON.parse(json);
  expect(cell.toText(json)).toBe(value);
});

test.each([
  ['{"id":1}\n{"id":1,"more":2}\n', "line 2: no such column: more"],
  ['{"name":1}\n', "line 1: a string is expected"],
  ['{"yes":"t"}\n', "line 1: true or false is expected"],
  ['{"id":1}', "it ends within a line"],
  ["\n", "line 1: { is missing at 0"],
])("what is no row says where: %j", (json, message) => expect(back(json)).rejects.toThrow(message));

test("a source that fails is no end", async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('{"id":1}\n');
      throw new Error("the disk is gone");
    })(),
  );
  const stream = fromJsonLines(table);
  broken.on("error", (error) => stream.destroy(error));
  await expect(text(broken.pipe(stream))).rejects.toThrow("the disk is gone");
});
