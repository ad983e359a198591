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

/** What is kept is not trimmed: so many code points beyond the most, that nobody sees at either end, are a paste's. */
const MOST_AROUND = 200;

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
      const tooLong = [...text.trim()].length > max || [...text].length > max + MOST_AROUND;
      if (tooLong) refuse("too_long", { maximum: max });
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

/** What may stand unquoted before the @: RFC 5321, section 4.1.2, with the letters of RFC 6531, section 3.3. */
const LOCAL_PART =
  /^[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}\p{S}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}\p{S}-]+)*$/u;
/** Labels in letters of any script, or as `xn--` has them. */
const DOMAIN = /^(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}$/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** A domain as DNS knows it, in A-labels (RFC 5891, by UTS 46), or null where it is none. */
export function asciiDomain(domain: string): string | null {
  const ascii =
    DOMAIN.test(domain) && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : "";
  const labels = ascii.split(".");
  // A number at the end makes it an IP address.
  if (/^\d+$/.test(labels.at(-1) ?? "")) return null;
  const fit = ascii.length <= 253 && labels.every((one) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(one));
  return fit && labels.length > 1 ? ascii : null;
}

/**
 * An address as RFC 5321 and RFC 6531 allow it, but for quoted local parts and IP addresses, which nobody has at home.
 * Kept as it was typed, in NFC; compared by `emailKey`. At most 64 bytes before the @, 254 in all, counted as sent.
 */
export const Email = z
  .string()
  .max(254)
  .overwrite((email) => email.normalize("NFC"))
  .check((context) => {
    const at = context.value.lastIndexOf("@");
    const local = context.value.slice(0, Math.max(at, 0));
    const domain = asciiDomain(context.value.slice(at + 1));
    if (LOCAL_PART.test(local) && !IGNORABLE.test(local) && bytesOf(local) <= 64 && domain !== null) {
      if (bytesOf(local) + 1 + domain.length <= 254) return;
    }
    context.issues.push({ code: "invalid_format", format: "email", input: context.value });
  })
  .meta({ format: "idn-email" });

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

/** Read in capitals too, and from here on as we write it. */
export const Id = z
  .uuid({ version: "v7" })
  .overwrite((id) => id.toLowerCase())
  .meta({ description: "UUIDv7" });
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
    type: z.string().meta({ description: "Names the code, at an address that explains it" }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    reason: z.string().optional().meta({
      description: "With `suspended`, at a sign-in with the right password: why, in a moderator's words",
    }),
    errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** A trade's, as addresses and the API know it. */
export const CategoryName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
