import { expect, it } from "vitest";
import { browserSite } from "./browser-site.ts";

const { site, newVisitor } = browserSite();

it("the API's documentation shows every route and tries one out, under its policy", async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  const { body } = await site.api.request("GET", new URL("/openapi.json", site.url).href, {});
  const routes = Object.values<Record<string, { tags?: string[] }>>(body.paths).flatMap((path) =>
    Object.values(path),
  );
  const tags = new Set(routes.flatMap(({ tags = [] }) => tags));
  await visitor.open("/docs");
  const shown = await page
    .locator(".opblock-tag")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-tag")));
  expect(new Set(shown)).toEqual(tags);
  await page.locator("#operations-tag-Places").click();
  await page.locator("#operations-Places-listCategories").click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator(".live-responses-table .response-col_status", { hasText: "200" }).waitFor();
  const ofPlaces = routes.filter(({ tags = [] }) => tags.includes("Places"));
  expect(await page.locator(".opblock").count()).toBe(ofPlaces.length);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
