import fc from "fast-check";

/** Addresses that pass for a path of ours and are read as another host, or as a program, by some reader. */
export const hostileAddresses: readonly string[] = [
  "https://evil.example/",
  "//evil.example/",
  "///evil.example/",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  "/\t\\evil.example",
  " //evil.example",
  "\u0000//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/%2e//evil.example",
  "/x/..//evil.example",
  "/./\\evil.example",
  "https:evil.example",
  "https:/evil.example",
  "http:\\\\evil.example",
  "h\nttps://evil.example",
  "//evil.example\\@localhost",
  "//localhost@evil.example/",
  "https://localhost:3000@evil.example/",
  "//evil.example#@localhost",
  "//evil。example/",
  "//ｅvil.example/",
  "//[::ffff:1.2.3.4]/",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "blob:http://localhost:3000/0",
  "filesystem:http://localhost:3000/temporary/0",
  "view-source:http://localhost:3000/",
  "about:blank",
  "mailto:a@evil.example",
  "ws://localhost:3000/",
];

/** What separates the parts of an address, or is dropped before it is read. */
const SIGNS = [..."/\\:@.\t\n\r"];
const PARTS = [
  ..."?#;%&= \u0000\u00a0\u2028\u200b／＼。",
  ...["//", "\\\\", "..", "/.", "%2f", "%5c", "%09", "%0d%0a", "%00", "%2e", "[::1]", ":3000", ":80"],
  ...["http:", "https:", "javascript:", "data:", "blob:", "file:", "ftp:", "ws:", "about:", "x:"],
  ...["evil.example", "localhost", "localhost:3000", "localhost.evil.example", "mes-offres", "connexion"],
];

/** Whatever can be put together of what parsers of addresses stumble over; most of it begins as a path of ours. */
export const anyAddress: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("/", "/", "/", "\\", ""),
    fc.array(
      fc.oneof(
        { weight: 10, arbitrary: fc.constantFrom(...SIGNS) },
        { weight: 9, arbitrary: fc.constantFrom(...PARTS) },
        { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
      ),
      { maxLength: 8 },
    ),
  )
  .map(([start, parts]) => start + parts.join(""));
