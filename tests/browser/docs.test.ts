import { expect, it } from "vitest";
import { browserSite } from "./browser-site.ts";

const { newVisitor } = browserSite();

it("the API's documentation shows every route and tries one out, under its policy", async () => {
  const visitor = await newVisitor();
  const { page } = visitor;
  await visitor.open("/docs");
  await page.locator("#operations-Places-listCategories").click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator(".live-responses-table .response-col_status", { hasText: "200" }).waitFor();
  expect(await page.locator(".opblock").count()).toBeGreaterThan(40);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
