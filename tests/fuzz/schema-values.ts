import fc from "fast-check";
import { hostileNumber, hostileString, rarely } from "./hostile-values.ts";

/** The parts of JSON Schema 2020-12 that the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** What reading answers and writing does not need. */
  readonly readOnly?: boolean;
  readonly additionalProperties?: boolean | Schema;
}

export interface Options {
  /** Resolves `#/components/schemas/…`. */
  readonly resolve: (ref: string) => Schema;
  /** A value that means something to the server, by the name of the property, or undefined. */
  readonly known: (name: string) => fc.Arbitrary<unknown> | undefined;
  /** How often, of a hundred, a number or a text stands just outside its bounds. */
  readonly outOfBounds: number;
}

const MAX_DEPTH = 6;

/** Values that the schema allows, but for the few just outside its bounds. */
export function valuesOf(schema: Schema, options: Options, name = "", depth = 0): fc.Arbitrary<unknown> {
  const { resolve, known } = options;
  if (schema.$ref !== undefined) return valuesOf(resolve(schema.$ref), options, name, depth);
  const meaningful = known(name);
  const plain = () => plainValues(schema, options, name, depth);
  return meaningful === undefined
    ? plain()
    : fc.oneof({ weight: 4, arbitrary: meaningful }, { weight: 1, arbitrary: plain() });
}

function plainValues(schema: Schema, options: Options, name: string, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => valuesOf(one, options, name, depth)));
  if (schema.allOf !== undefined) {
    const all = schema.allOf.map((one) => valuesOf(one, options, name, depth));
    return fc.tuple(...all).map((parts) => Object.assign({}, ...parts));
  }
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["string"]);
  return fc.oneof(...types.map((type) => ofType(type, schema, options, depth)));
}

function ofType(type: string, schema: Schema, options: Options, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return rarely(beyond(schema), numbers(schema, type === "integer"), options.outOfBounds);
    case "array":
      return depth > MAX_DEPTH
        ? fc.constant([])
        : fc.array(valuesOf(schema.items ?? {}, options, "", depth + 1), {
            minLength: schema.minItems ?? 0,
            maxLength: Math.min(schema.maxItems ?? 5, (schema.minItems ?? 0) + 5),
          });
    case "object":
      return depth > MAX_DEPTH ? fc.constant({}) : objects(schema, options, depth);
    default:
      return rarely(wrongTexts(schema), texts(schema), options.outOfBounds);
  }
}

function objects(schema: Schema, options: Options, depth: number): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const values = Object.fromEntries(
    Object.entries(properties)
      .filter(([, one]) => one.readOnly !== true)
      .map(([key, one]) => [key, valuesOf(one, options, key, depth + 1)]),
  );
  return fc.record(values, { requiredKeys: required.filter((key) => key in values) });
}

function numbers({ minimum, maximum, ...schema }: Schema, whole: boolean): fc.Arbitrary<number> {
  const min = Math.max(minimum ?? schema.exclusiveMinimum ?? -1e6, -1e9);
  const max = Math.min(maximum ?? schema.exclusiveMaximum ?? 1e6, 1e9);
  return whole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

const beyond = ({ minimum = 0, maximum = 0 }: Schema): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(minimum - 1, minimum, maximum, maximum + 1, maximum + 0.5), hostileNumber);

function texts(schema: Schema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 200, format, pattern } = schema;
  if (format === "uuid") return fc.uuid({ version: 7 });
  if (format === "idn-email") return emails;
  if (format === "date-time") return instants(pattern);
  const matching = pattern === undefined ? undefined : stringsOf(pattern);
  if (matching !== undefined) return matching;
  return fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 60) });
}

const emails = fc.oneof(
  { weight: 3, arbitrary: fc.emailAddress() },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.string({
          unit: fc.constantFrom(..."az09!#$%&'*+/=?^_`{|}~-éßİ王😀"),
          minLength: 1,
          maxLength: 40,
        }),
        fc.constantFrom(
          "société.fr",
          "XN--SOCIT-ESAB.FR",
          "例え.jp",
          "straße.de",
          "exa_mple.org",
          "a.1",
          "1.0x7f",
        ),
      )
      .map((parts) => parts.join("@")),
  },
);

/** Times of this year, and wherever the schema lets them be: in zones of their own, at both ends of the calendar. */
function instants(pattern: string | undefined): fc.Arbitrary<string> {
  const inAYear = Date.now() + 366 * 86_400_000;
  const near = fc.date({ min: new Date(0), max: new Date(inAYear), noInvalidDate: true });
  const utc = near.map((at) => at.toISOString());
  if (pattern === undefined || !new RegExp(pattern).test("2026-01-01T00:00:00+14:00")) return utc;
  const zone = fc.constantFrom("Z", "+00:01", "+14:00", "+23:59", "-00:01", "-12:00", "-23:59");
  const second = fc.constantFrom("", ".5", ".999", ".123456789");
  const ends = fc
    .constantFrom("0000-01-01T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59", "1969-12-31T23:59:59")
    .chain((wall) => fc.tuple(fc.constant(wall), second, zone).map((parts) => parts.join("")));
  return fc.oneof({ weight: 3, arbitrary: utc }, { weight: 1, arbitrary: ends });
}

function stringsOf(pattern: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"));
  } catch {
    return undefined;
  }
}

function wrongTexts({ minLength = 1, maxLength = 1_000 }: Schema): fc.Arbitrary<string> {
  const lengths = [Math.max(minLength - 1, 0), minLength, maxLength, maxLength + 1];
  const atBounds = lengths.flatMap((length) => [
    "é".repeat(length),
    "😀".repeat(length),
    "a ".repeat(length / 2),
  ]);
  return fc.oneof(fc.constantFrom(...atBounds), hostileString);
}
