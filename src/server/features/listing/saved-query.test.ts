import { expect, test } from "vitest";
import { readSavedQuery } from "./saved-query.ts";
import { loadSynonyms } from "./search/synonyms.ts";

const synonyms = loadSynonyms(null);
const read = (text: string) => readSavedQuery(text, synonyms, "fr");

const names = (count: number) => `q=haie&${Array.from({ length: count }, (_, n) => `_${n}`).join("&")}`;

/** The best of some, in milliseconds: what else the machine does is left out. */
function timeOf(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...times);
}

test("a query string of thousands of names is parsed once, not once for each of them, and holds up nobody", () => {
  const text = names(3_000);
  const once = timeOf(() => new URLSearchParams(text));
  expect(timeOf(() => read(text)) / once).toBeLessThan(300);
});

test("a name that comes twice is refused as the list refuses it, whatever the name, and an unknown one is left out", () => {
  expect(() => read("q=haie&q=gazon")).toThrow();
  expect(read("__proto__=1&__proto__=2&constructor=3&q=haie")).toEqual({ q: "haie" });
});
