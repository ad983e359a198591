import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pagesFolder } from "../../src/cli/build-pages.ts";
import { askRaw, left } from "../limits/support.ts";
import { type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite({
    RATE_LIMITS: "on",
    RATE_LIMIT_GLOBAL: "1000/600",
    RATE_LIMIT_SEARCH: "3/600",
    RATE_LIMIT_SUGGEST: "1000/600",
  });
});
afterAll(() => site.close());

const page = (path: string) => askRaw(site.url, path, { headers: { accept: "text/html" } });

/** What requests cost under the global limit, beside the one that asks for it. */
async function costOf(requests: () => Promise<unknown>): Promise<number> {
  const before = left(await page("/api/v1/categories"));
  await requests();
  return before - left(await page("/api/v1/categories")) - 1;
}

test.each(["/", "/en", "/connexion", "/nulle-part"])(
  "a page counts once, and what it asks of the API in process does not: %s",
  async (path) => {
    expect(await costOf(() => page(path))).toBe(1);
    expect(await costOf(() => page(path))).toBe(1);
  },
);

test("built files are not counted, each at its exact address; what is no file is", async () => {
  const assets = (await readdir(join(pagesFolder, "client", "assets"))).filter((name) =>
    name.endsWith(".js"),
  );
  const files = ["/favicon.svg", "/robots.txt", ...assets.slice(0, 3).map((name) => `/assets/${name}`)];
  for (const file of files) {
    const cost = await costOf(async () => {
      const answer = await page(file);
      expect(answer.status).toBe(200);
      expect(answer.headers.ratelimit).toBeUndefined();
    });
    expect(cost).toBe(0);
  }
  for (const none of [
    "/assets/none.js",
    "/assets/",
    "/enhance/none.js",
    `${files[2]}/x`,
    "/assets/../favicon.svg",
  ]) {
    expect(await costOf(() => page(none))).toBe(1);
  }
});

test("a search is a search, whether a page or a program asks for it", async () => {
  expect(left(await page("/recherche?q=toit"), "search")).toBe(2);
  expect(left(await page("/en/search?q=toit"), "search")).toBe(1);
  expect(left(await page("/api/v1/missions?q=toit"), "search")).toBe(0);
  expect((await page("/recherche?q=autre")).status).toBe(429);
  expect((await page("/api/v1/missions?category=peinture")).status).toBe(429);
  expect((await page("/")).status).toBe(200);
});
