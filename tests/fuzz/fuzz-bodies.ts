import fc from "fast-check";
import { hostileJson, hostileNumber, hostileString, rarely } from "./hostile-values.ts";
import type { Operation } from "./operations.ts";
import { type Options, valuesOf } from "./schema-values.ts";

/** Bodies that the schema allows, or nearly, or not at all; some are no JSON. */
export function bodyOf(
  { body }: Operation,
  schemas: Omit<Options, "outOfBounds">,
): fc.Arbitrary<Buffer | undefined> {
  if (body === undefined) {
    return rarely(
      hostileJson.map((value) => Buffer.from(JSON.stringify(value))),
      undefined,
      10,
    );
  }
  const valid = valuesOf(body, { ...schemas, outOfBounds: 0 });
  const atBounds = valuesOf(body, { ...schemas, outOfBounds: 10 });
  const mutated = fc
    .tuple(valid, fc.nat(), fc.constantFrom("replace", "remove", "add"), hostileJson, hostileString)
    .map(([value, place, how, hostile, name]) => mutate(value, place, how, hostile, name));
  const written = fc
    .oneof(
      { weight: 8, arbitrary: valid },
      { weight: 3, arbitrary: atBounds },
      { weight: 5, arbitrary: mutated },
      { weight: 1, arbitrary: hostileJson },
    )
    .map((value) => JSON.stringify(value) ?? "");
  return fc
    .tuple(
      written,
      rarely<Damage>(damage, (text: string) => Buffer.from(text), 15),
    )
    .map(([text, harm]) => harm(text));
}

type Damage = (text: string) => Buffer;

/** What JSON.stringify does not write: duplicate keys, numbers out of range, other encodings, no JSON at all. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.constantFrom<Damage>(
    () => Buffer.alloc(0),
    (text) => Buffer.from(text, "utf16le"),
    (text) => Buffer.from(text, "latin1"),
    (text) => Buffer.from(`\ufeff${text}`),
    (text) => Buffer.from(`${text}${text}`),
    (text) => Buffer.from(`${text},`),
    (text) => Buffer.from(`${" ".repeat(30_000)}${text}`),
    (text) => Buffer.from(`${text}${" ".repeat(64 * 1024)}`),
    (text) => Buffer.from(text.replace("{", '{"__proto__":{"polluted":true},')),
    (text) => Buffer.from(text.replace("{", '{"constructor":{"prototype":{"polluted":true}},')),
    (text) => Buffer.from(text.replace(/"(\w+)":/, '"$1":{"first":1},"$1":')),
    (text) => Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xff, 0xc0, 0xaf, 0x22, 0x7d])]),
    () => Buffer.from(`${"[".repeat(32_000)}${"]".repeat(32_000)}`),
    () => Buffer.from(`{"title":`.repeat(7_000)),
    () => Buffer.from("a".repeat(64 * 1024 + 1)),
  ),
  fc.nat().map((at) => (text: string) => Buffer.from(text.slice(0, at % (text.length + 1)))),
  fc
    .constantFrom("1e400", "-1e400", "-0", "1E+2", "01", "+1", "0x10", "NaN", "1.0", "9".repeat(400), "1_000")
    .map((number) => (text: string) => Buffer.from(text.replace(/:-?\d[\d.eE+-]*/, `:${number}`))),
  hostileNumber.map((number) => () => Buffer.from(String(number))),
);

/** One place of the value, chosen by `place`, replaced, removed or joined by another. */
function mutate(value: unknown, place: number, how: string, hostile: unknown, name: string): unknown {
  const copy = structuredClone(value);
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return;
    for (const [key, inner] of Object.entries(one)) {
      places.push({ holder: one as Record<string, unknown>, key });
      visit(inner);
    }
  };
  visit(copy);
  const chosen = places[place % Math.max(places.length, 1)];
  if (chosen === undefined) return hostile;
  if (how === "remove") delete chosen.holder[chosen.key];
  else chosen.holder[how === "replace" ? chosen.key : name] = hostile;
  return copy;
}
