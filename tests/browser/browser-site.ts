import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "../support/chromium.ts";
import { type Site, startSite } from "./site.ts";
import { Visitor, type VisitorOptions } from "./visitor.ts";

export interface BrowserSite {
  readonly site: Site;
  /** A person with a browser profile of their own, who has opened nothing yet. */
  newVisitor(options?: VisitorOptions): Promise<Visitor>;
}

/** One for all files of this process, with which it ends: another takes seconds to start, a new profile nothing. */
let browser: Promise<Browser> | undefined;

/** The site with its pages for the tests of one file, and a browser: there once they run. */
export function browserSite(environment: Record<string, string> = {}): BrowserSite {
  const site = {} as Site;
  beforeAll(async () => {
    browser ??= launchBrowser();
    await Promise.all([browser, startSite(environment).then((started) => Object.assign(site, started))]);
  });
  afterAll(async () => {
    // What a test that failed has left open.
    for (const context of (await browser?.catch(() => undefined))?.contexts() ?? []) await context.close();
    await site.close?.();
  });
  return {
    site,
    newVisitor: async (options) => Visitor.arrive((await browser) as Browser, site.url, options),
  };
}
