import { z } from "zod";

/** C0 and C1 controls but tab and line breaks, and the characters that reverse the reading direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what must be refused
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
const LINE_BREAK = /[\n\r\u2028\u2029]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Lengths count Unicode code points after trimming; what is stored is what was typed, in NFC. */
export interface TextBounds {
  readonly min: number;
  readonly max: number;
  readonly multiline?: boolean;
}

export function plainText({ min, max, multiline = false }: TextBounds) {
  return z
    .string()
    .overwrite((text) => text.normalize("NFC"))
    .check((context) => {
      const text = context.value;
      const length = [...text.trim()].length;
      const refuse = (code: string, params: Record<string, number> = {}) =>
        context.issues.push({ code: "custom", input: text, params: { code, ...params } });
      if (LONE_SURROGATE.test(text) || FORBIDDEN.test(text)) refuse("invalid_characters");
      else if (!multiline && LINE_BREAK.test(text)) refuse("line_break");
      if (length < min) refuse("too_short", { minimum: min });
      if (length > max) refuse("too_long", { maximum: max });
    })
    .meta({ minLength: min, maxLength: max });
}

/** A number in a query string: digits only, so that "", "1e3" and " 1" are refused. */
const fromQuery = (value: unknown) =>
  typeof value === "string" && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value;

export const queryInteger = (min: number, max: number) => z.preprocess(fromQuery, z.int().min(min).max(max));
export const queryNumber = (min: number, max: number) =>
  z.preprocess(fromQuery, z.number().min(min).max(max));
export const queryBoolean = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean(),
);

export const Id = z.uuid({ version: "v7" }).meta({ description: "UUIDv7" });
export const IdParams = z.object({ id: Id });
/** ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
/** A time as callers write it: any offset, any precision up to the millisecond, of a year that `Instant` can say. */
export const InstantInput = z.iso.datetime({ offset: true }).check((context) => {
  if (context.issues.length > 0) return;
  const at = new Date(context.value).getTime();
  if (at >= FIRST_INSTANT && at <= LAST_INSTANT) return;
  context.issues.push({ code: "custom", input: context.value, params: { code: "outside_calendar" } });
});
const FIRST_INSTANT = Date.parse("0001-01-01T00:00:00.000Z");
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");
/** A whole sum in cents, taxes included. */
export const Cents = z.int().min(100).max(100_000_000);
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: "ISO 4217" });

export const PageQuery = z.object({
  cursor: z.string().max(8_000).optional(),
  limit: queryInteger(1, 100).default(20),
});

export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** RFC 9457. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
