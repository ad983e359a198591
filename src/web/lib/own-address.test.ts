import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyAddress, hostileAddresses } from "../../../tests/support/hostile-addresses.ts";
import { paths, twinOf } from "../../shared/page-paths.ts";
import { ownAddress } from "./own-address.ts";

const ORIGIN = "http://localhost:3000";

describe("an address from outside", () => {
  it.each([
    ["/mes-offres", "/mes-offres"],
    ["/recherche?q=a%20b&sort=hot#x", "/recherche?q=a%20b&sort=hot#x"],
    ["/recherche?q=https://evil.example//", "/recherche?q=https://evil.example//"],
    ["/en/towns/saint-étienne-42218", "/en/towns/saint-%C3%A9tienne-42218"],
    [`${ORIGIN}/compte`, "/compte"],
    ["compte", "/compte"],
    ["/a/../compte", "/compte"],
    ["?x=1", "/?x=1"],
  ])("of ours is kept: %s", (text, path) => {
    expect(ownAddress(text, ORIGIN)).toBe(path);
  });

  it("of another host, or of no host, is none", () => {
    expect(hostileAddresses.filter((text) => ownAddress(text, ORIGIN) !== null)).toEqual([]);
  });

  it("is given back only as what leads to us wherever it is read again", () => {
    fc.assert(
      fc.property(anyAddress, (text) => {
        const path = ownAddress(text, ORIGIN);
        if (path === null) return;
        const once = new URL(path, ORIGIN);
        expect(path[0] + once.origin + once.username + once.password).toBe(`/${ORIGIN}`);
        expect(ownAddress(path, ORIGIN)).toBe(path);
        // Beside other origins of ours as well: a page may be asked for under more than one name.
        for (const other of ["https://swideal.example", "http://127.0.0.1:3000"]) {
          expect(new URL(path, other).origin).toBe(other);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it("is none where it is not known who we are", () => {
    expect(ownAddress("/mes-offres", "")).toBeNull();
  });
});

describe("the link to the other language", () => {
  it("leads to us, whatever the page's address", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(paths).flatMap(({ fr, en }) => [fr, en])),
        anyAddress,
        anyAddress,
        fc.constantFrom("fr" as const, "en" as const),
        (path, parameter, query, locale) => {
          const { pathname, search } = new URL(ORIGIN + path.replace(/:\w+/, () => parameter) + query);
          const twin = twinOf(pathname, search, locale);
          expect(ownAddress(twin, ORIGIN)).not.toBeNull();
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
