import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathTo } from "../../shared/page-paths.ts";
import { defaultRadius, readSearchQuery, writeSearchQuery } from "./search-query.ts";

const read = (search: string) => readSearchQuery(new URLSearchParams(search));

describe("the search in an address", () => {
  it("keeps amounts as they were written", () => {
    expect(read("min=1 200,50&max=5%C2%A0000")).toMatchObject({ min: "1 200,50", max: "5\u00a0000" });
  });

  it("leaves out what makes no sense, rather than refusing the page", () => {
    const query = read("radius=7&category=%3Cscript%3E&sort=cheapest&remote=yes");
    expect(query).toMatchObject({
      radius: defaultRadius,
      ...{ category: "", sort: "", remote: false },
    });
  });

  it("is the same again when it is written into a link and read back, but for the page", () => {
    const parameters = fc.dictionary(
      fc.constantFrom("q", "place", "radius", "category", "min", "max", "remote", "sort", "cursor"),
      fc.oneof(fc.string(), fc.constantFrom("10", "hot", "1", "1 200,50", "plomberie", "Saint-Étienne")),
    );
    fc.assert(
      fc.property(parameters, (written) => {
        const query = readSearchQuery(new URLSearchParams(written));
        const link = new URL(pathTo("fr", "search", {}, writeSearchQuery(query)), "http://x");
        const again = readSearchQuery(link.searchParams);
        expect({ ...again, radius: 0 }).toEqual({ ...query, radius: 0, cursor: undefined });
        // A radius is kept where it means something.
        if (query.place !== "") expect(again.radius).toBe(query.radius);
      }),
    );
  });
});
