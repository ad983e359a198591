import { z } from "zod";

/** C0 and C1 controls but tab and line breaks, and the characters that reverse the reading direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what must be refused
const FORBIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;
/** As Unicode has them (UAX 14, BK CR LF NL): what word processors and PDFs put in a pasted text is one of these. */
const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** What nobody sees, alone or between letters; U+2800 is an empty braille cell, U+1D159 a note without a head. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\u{1d159}]/gu;
/** What stands by itself, as marks do not. What Unicode has not named yet may be tomorrow's letter. */
const SEEN = /[^\p{White_Space}\p{Mark}]/u;

/** Lengths count Unicode code points after trimming, the least without what nobody sees. */
export interface TextBounds {
  readonly min: number;
  readonly max: number;
  readonly multiline?: boolean;
}

/**
 * A text of a person: what is stored is what was typed, in NFC, with line breaks as `\n`, or as a space where the text
 * is a single line. One in which nothing can be seen is as short as an empty one.
 */
export function plainText({ min, max, multiline = false }: TextBounds) {
  return z
    .string()
    .overwrite((text) => text.replace(LINE_BREAKS, multiline ? "\n" : " ").normalize("NFC"))
    .check((context) => {
      const text = context.value;
      const refuse = (code: string, params: Record<string, number | string> = {}) =>
        context.issues.push({ code: "custom", input: text, params: { code, ...params } });
      const forbidden = FORBIDDEN.exec(text);
      if (forbidden !== null) refuse("invalid_characters", placeOf(forbidden));
      if (seenLength(text) < min) refuse("too_short", { minimum: min });
      if ([...text.trim()].length > max) refuse("too_long", { maximum: max });
    })
    .meta({ minLength: min, maxLength: max });
}

function seenLength(text: string): number {
  const seen = text.replace(UNSEEN, "").trim();
  return SEEN.test(seen) ? [...seen].length : 0;
}

/** For `invalid_characters`: which character it is, and the how many-th, counted from 1 in code points. */
export function placeOf({ 0: character, input, index }: RegExpExecArray) {
  const number = character.codePointAt(0) as number;
  return {
    character: `U+${number.toString(16).toUpperCase().padStart(4, "0")}`,
    position: [...input.slice(0, index)].length + 1,
  };
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

/** A field that reading answers, so that what was read can be written back: compared where it matters, else passed over. */
export const compared = z
  .unknown()
  .optional()
  .meta({ readOnly: true, description: "As it was read; another value is refused" });
export const passedOver = z
  .unknown()
  .optional()
  .meta({ readOnly: true, description: "As it was read; not looked at" });

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
