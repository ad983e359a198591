import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/chromium.ts";
import { type Site, startSite } from "./site.ts";
import { Visitor } from "./visitor.ts";

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it("the API's documentation shows every route and tries one out, under its policy", async () => {
  const visitor = await Visitor.arrive(browser, site.url);
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
