import { describe, expect, it } from "vitest";
import { localeOf, type PageName, paths, pathTo, twinOf } from "./page-paths.ts";

describe("addresses", () => {
  it("lead to the same page in the other language and back", () => {
    const parameters = { code: "not_found", id: "0190", place: "lyon-69123" };
    for (const page of Object.keys(paths) as PageName[]) {
      const french = pathTo("fr", page, parameters);
      const english = pathTo("en", page, parameters);
      expect([localeOf(french), localeOf(english)]).toEqual(["fr", "en"]);
      expect(twinOf(french, "?q=x", "fr")).toBe(`${english}?q=x`);
      expect(twinOf(english, "", "en")).toBe(french);
    }
  });

  it("that have no twin lead to the feed", () => {
    expect(twinOf("/nulle-part", "", "fr")).toBe("/en");
    expect(twinOf("/en/nowhere", "?a=b", "en")).toBe("/");
  });

  it("carry what was typed, whatever it was, and nothing that is empty", () => {
    const typed = "L'équipe d'Élodie & Cie <3 #?/";
    const address = new URL(pathTo("fr", "search", {}, { q: typed, place: "", min: undefined }), "http://x");
    expect(address.searchParams.get("q")).toBe(typed);
    expect([...address.searchParams.keys()]).toEqual(["q"]);
  });

  it("begin with /en in English only", () => {
    expect(["/en", "/en/search", "/english", "/"].map(localeOf)).toEqual(["en", "en", "fr", "fr"]);
  });
});
