import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Page, Request } from "playwright-core";
import { expect } from "vitest";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const phone = { width: 360, height: 780 };
export const desk = { width: 1280, height: 900 };

export interface VisitorOptions {
  readonly viewport?: { width: number; height: number };
  readonly javaScript?: boolean;
  readonly colorScheme?: "light" | "dark";
  readonly timeZone?: string;
  /** What the browser asks for, e.g. `en-GB`. */
  readonly language?: string;
  /** How far the device's clock is from the true time. */
  readonly clockOffMs?: number;
}

/** What is watched live is asked for without an end: Playwright's own `networkidle` never comes. */
const STREAM = /\/events$/;
const AT_REST_MS = 500;
/** A busy machine answers late; Playwright's own patience is half a minute. */
const PATIENCE_MS = 50_000;

/** A person with a browser of their own, who notices what goes wrong: errors, and what the policy stopped. */
export class Visitor {
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;
  readonly #underWay = new Set<Request>();
  #devtools: Promise<CDPSession> | undefined;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on("request", (request) => STREAM.test(request.url()) || this.#underWay.add(request));
    for (const end of ["requestfinished", "requestfailed"] as const)
      page.on(end as "requestfinished", (request) => this.#underWay.delete(request));
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  static async arrive(browser: Browser, url: string, options: VisitorOptions = {}): Promise<Visitor> {
    const { viewport = desk, javaScript = true, colorScheme = "light" } = options;
    const { timeZone = "Europe/Paris", language = "fr-FR", clockOffMs = 0 } = options;
    const context = await browser.newContext({
      baseURL: url,
      viewport,
      colorScheme,
      javaScriptEnabled: javaScript,
      timezoneId: timeZone,
      locale: language,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (clockOffMs !== 0) await context.addInitScript(setClockOff, clockOffMs);
    return new Visitor(context, await context.newPage());
  }

  /** The same person, in another tab of the same browser. */
  async anotherTab(): Promise<Visitor> {
    return new Visitor(this.#context, await this.#context.newPage());
  }

  /** Opens a page and waits until it is at rest. */
  async open(path: string): Promise<void> {
    await this.page.goto(path, { waitUntil: "load" });
    let restSince = performance.now();
    while (performance.now() - restSince < AT_REST_MS) {
      await this.page.waitForTimeout(50);
      if (this.#underWay.size > 0) restSince = performance.now();
    }
  }

  /** No accessibility fault that axe knows, no horizontal scrolling, nothing that the browser complained of. */
  async expectSoundPage(): Promise<void> {
    expect(await this.accessibilityFaults(), this.page.url()).toEqual([]);
    expect(await this.overflowing(), `${this.page.url()} scrolls sideways`).toEqual([]);
    expect(this.complaints, this.page.url()).toEqual([]);
  }

  /** What makes the page wider than the screen; nothing when it is not. */
  overflowing(): Promise<string[]> {
    return this.page.evaluate(() => {
      const shown = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= shown) return [];
      return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > shown)
        .map((element) => element.outerHTML.slice(0, 120));
    });
  }

  /** axe runs in the browser's own world, where the page's policy does not reach. */
  async accessibilityFaults(): Promise<string[]> {
    // Kept: a session that is let go takes the page's virtual authenticator with it.
    this.#devtools ??= this.#context.newCDPSession(this.page);
    const session = await this.#devtools;
    const evaluate = async (expression: string) => {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as unknown;
    };
    await evaluate(`${axe}; undefined`);
    const faults = await evaluate(
      `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
        .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ; ")))`,
    );
    return faults as string[];
  }

  /** Keeps a picture of the page where BROWSER_PICTURES names a folder. */
  async picture(name: string, fullPage = true): Promise<void> {
    const folder = process.env.BROWSER_PICTURES;
    if (folder) await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  }

  leave(): Promise<void> {
    return this.#context.close();
  }
}

/** Runs in the page before its own scripts: the device's clock is off, and what counts time passing is not. */
function setClockOff(offMs: number): void {
  const TrueDate = Date;
  globalThis.Date = class extends TrueDate {
    constructor(...parts: []) {
      if (parts.length === 0) super(TrueDate.now() + offMs);
      else super(...parts);
    }
    static override now(): number {
      return TrueDate.now() + offMs;
    }
  } as DateConstructor;
}
