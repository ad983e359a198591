import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { highlight } from "../../src/server/features/listing/search/highlights.ts";
import { wordsOf } from "../../src/server/features/listing/search/normalise.ts";
import { readQuery } from "../../src/server/features/listing/search/query.ts";
import { readSynonyms } from "../../src/server/features/listing/search/synonyms.ts";
import { placeKey } from "../../src/server/features/places/place-keys.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import {
  costlyInput,
  type Expression,
  expressionsInSource,
  filesThatBuildExpressions,
  isProvablySafe,
  outOfProportion,
} from "./regular-expressions.ts";

const HEADERS = 16 * 1024;
const BODY = 64 * 1024;
/** Enough to see what is worse than linear. */
const PROVED = 2_000;

/** What meets more than a header's worth of text, or never a caller's: the longest it meets, in characters, and why. */
const BOUNDS: readonly { file: RegExp; most: number; why: string }[] = [
  { file: /^src\/server\/features\/demo\//, most: 100, why: "the demonstration's own sentences and numbers" },
  { file: /^src\/server\/platform\/embedded-postgres\//, most: 300, why: "lines that PostgreSQL logs" },
  { file: /^src\/server\/platform\/config/, most: 200, why: "the operator's environment" },
  { file: /^src\/(cli|web)\//, most: 1_000, why: "the operator's words, or run in the reader's own browser" },
  { file: /^src\/server\/features\/missions\/search\/synonyms\.ts/, most: 500, why: "a file of the program" },
];

const named = ({ where, pattern, flags }: Expression) => `${where} /${pattern}/${flags}`;

describe("no string makes the program read it over and over", () => {
  test("every regular expression of the source is linear by proof, or cheap on hostile strings of the greatest length it can meet", {
    timeout: 180_000,
  }, () => {
    const expressions = expressionsInSource();
    expect(expressions.length).toBeGreaterThan(100);
    const costly = expressions.flatMap((expression) => {
      const most = BOUNDS.find(({ file }) => file.test(expression.where))?.most ?? HEADERS;
      const text = costlyInput(expression, isProvablySafe(expression) ? Math.min(most, PROVED) : most);
      return text === null ? [] : [`${named(expression)} on ${JSON.stringify(text.slice(0, 12))}…`];
    });
    expect(costly).toEqual([]);
  });

  test("the search for costly strings finds one where there is one", () => {
    const known = ["^(a+)+$", "\\s*,\\s*", "[^x]+$", "«([^»]*)»"];
    const found = known.filter(
      (pattern) =>
        costlyInput({ where: "", pattern, flags: "g" }, pattern === "^(a+)+$" ? 24 : 8_192) !== null,
    );
    expect(found).toEqual(known);
  });

  test("only four files build expressions, all from the program's own words", () => {
    expect(filesThatBuildExpressions()).toEqual([
      "src/server/features/listing/search/normalise.ts",
      "src/shared/contact-details.ts",
      "src/shared/page-paths.ts",
      "src/shared/typography.ts",
    ]);
  });

  test("reading a text of the greatest length takes time in proportion, whatever it is made of", () => {
    const units = [
      "l'",
      "é(e)",
      "a·e·s ",
      "c++",
      "((((",
      "a-",
      "...a",
      "qu'",
      "e\u0301",
      "ﷺ",
      "plombieres les ",
      "+.",
      '"« ',
      "««",
      "« x",
    ];
    const synonyms = readSynonyms([]);
    const wanted = new Set(["electricien", "c++"]);
    const readers: [string, number, (text: string) => unknown][] = [
      ["words", 5_000, wordsOf],
      ["marks", 5_000, (text) => highlight({ title: "", description: text }, wanted)],
      ["place", 200, placeKey],
      ["query", 5_000, (text) => readQuery(text, synonyms)],
    ];
    for (const [name, most, read] of readers) {
      const costly = units.filter((unit) =>
        outOfProportion((parts) => read(`a${unit.repeat((parts * most) / 16 / unit.length)}a`)),
      );
      expect([name, costly]).toEqual([name, []]);
    }
  });
});

describe("on the running server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test("the patterns of its OpenAPI document are cheap on hostile strings as long as a body may be", async () => {
    const { text } = await server.api.request("GET", "/openapi.json");
    const patterns = new Set<string>();
    JSON.parse(text, (key, value) => {
      if (key === "pattern" && typeof value === "string") patterns.add(value);
      return value;
    });
    expect(patterns.size).toBeGreaterThan(3);
    const costly = [...patterns].filter(
      (pattern) => costlyInput({ where: "openapi", pattern, flags: "u" }, BODY) !== null,
    );
    expect(costly).toEqual([]);
  });

  test("a header of thousands of blanks, commas or marks takes no longer than one of letters", async () => {
    const names = [
      "accept-encoding",
      "accept-language",
      "if-none-match",
      "if-match",
      "cookie",
      "authorization",
      "user-agent",
    ];
    for (const name of names) {
      const read = async (value: string) => {
        const times: number[] = [];
        for (let n = 0; n < 7; n++) {
          const start = performance.now();
          // Another each time: what was read once may be remembered.
          await server.api.get("/categories", { headers: { [name]: `gzip${value}x${n}` } });
          times.push(performance.now() - start);
        }
        return Math.min(...times);
      };
      const letters = await read("a".repeat(14_000));
      for (const unit of [" ", "\t", ",", ";", "=", '"', ", ", "; q="]) {
        const taken = await read(unit.repeat(14_000 / unit.length));
        expect([name, unit, taken > 10 * letters + 10]).toEqual([name, unit, false]);
      }
    }
  });
});
