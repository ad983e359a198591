import fc from "fast-check";

/** What has broken parsers, databases, terminals and pages elsewhere. */
const STRINGS: readonly string[] = [
  "",
  " ",
  "\t\n\r",
  "\u0000",
  "abc\u0000def ghi",
  "\ufeffbom at the start",
  "lone \ud800 high",
  "lone \udfff low",
  "\udc00\ud800 swapped",
  "\u202egnp.exe reversed",
  "\u2066isolate\u2069",
  "\u061c\u200f\u200e مرحبا بالعالم",
  "é", // composed
  "e\u0301", // decomposed
  "ﷺ".repeat(50), // grows eighteen times under NFKC
  "\u1e9b\u0323 \u2126 \u212b ſ İ ı ß", // change under normalisation or case
  `a${"\u0301".repeat(2_000)}`,
  "👩‍👩‍👧‍👦".repeat(100),
  "😀".repeat(500),
  "\u{10ffff}\uffff\ufffe",
  "\u2028\u2029\u0085\u000b\u000c",
  "x".repeat(501),
  "x".repeat(5_001),
  "x".repeat(20_000),
  " ".repeat(5_001),
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-0",
  "1e308",
  "0x10",
  "true",
  "[object Object]",
  "__proto__",
  "constructor",
  "toString",
  "../../../../etc/passwd",
  "..\\..\\windows",
  "' or 1=1 --",
  '"; drop table missions; --',
  "1; select pg_sleep(5)",
  "\\'; select 1",
  "$$ || 'a'",
  "%' or '%'='",
  "a:* & !b | (c <-> d)",
  "((((((((((",
  "(a+)+$",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what an attacker sends
  "${jndi:ldap://localhost/a}",
  "{{7*7}} <%= 7 %> #{7}",
  "<script>alert(1)</script>",
  "a\r\nSet-Cookie: a=b",
  "=cmd|' /C calc'!A0",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "9999-12-31T23:59:59.999Z",
  "9999-12-31T23:59:59-23:59",
  "0000-01-01T00:00:00+14:00",
  "0001-01-01T00:00:00+00:01",
  "0000-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "2026-11-22T23:59:60Z",
  "00000000-0000-0000-0000-000000000000",
];

const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  1.5,
  99,
  100,
  101,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  2 ** 64,
  1e21,
  1e308,
  -1e308,
  5e-324,
  1e-7,
];

export const hostileString: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STRINGS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^['"\\&|!():*<>%_.+?^${}[\]-]{1,60}$/) },
);

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const nested = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.boolean())
  .map(([depth, arrays]) =>
    Array.from({ length: depth }).reduce<unknown>((inner) => (arrays ? [inner] : { a: inner }), 1),
  );

/** Anything that JSON.stringify can write, most of it of the wrong type for the place it is put in. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: hostileString },
  { weight: 3, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { a: 1 }) },
  { weight: 1, arbitrary: fc.array(hostileString, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 21, max: 4_000 }).map((length) => Array(length).fill("x")) },
  { weight: 1, arbitrary: nested },
);

/** A place where a query string, a path or a header says what it should not; already percent-encoded. */
export const hostileEncoded: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: hostileString.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 7_000)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "%00",
      "%",
      "%2",
      "%zz",
      "%ff%fe",
      "%c0%af",
      "%ed%a0%80",
      "%u0041",
      "%252e%252e%252f",
      "..%2f..%2fetc%2fpasswd",
      "..;",
      ";jsessionid=1",
      "%0d%0aSet-Cookie:%20a=b",
      "+",
      "a+b",
      "%2B1",
      "1%20",
      "1e3",
      "0x10",
      "Infinity",
      "[object%20Object]",
      "x".repeat(900),
    ),
  },
);

/** `percent` of a hundred are odd. */
export function rarely<T>(
  odd: fc.Arbitrary<T>,
  usual: T | fc.Arbitrary<T>,
  percent: number,
): fc.Arbitrary<T> {
  const arbitrary = usual instanceof fc.Arbitrary ? usual : fc.constant(usual);
  return fc.oneof({ weight: 100 - percent, arbitrary }, { weight: percent, arbitrary: odd });
}
