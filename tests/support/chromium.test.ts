import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./chromium.ts";

const PAGE = `<!doctype html><meta charset="utf-8"><title>Essai</title>
<p>Électricien à Saint-Étienne</p><button onclick="document.title='clicked'">Cliquer</button>
<script>document.body.dataset.gl = String(document.createElement('canvas').getContext('webgl') !== null)</script>`;

test("a person's browser opens a page, reads accents, clicks, draws text and maps", async () => {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(PAGE));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());

  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const text = page.getByText("Électricien à Saint-Étienne");
  // Without a font the letters have no width.
  expect(
    await text.evaluate((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getBoundingClientRect().width;
    }),
  ).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Cliquer" }).click();
  expect(await page.title()).toBe("clicked");
  expect(await page.locator("body").getAttribute("data-gl")).toBe("true");
  expect((await page.screenshot()).byteLength).toBeGreaterThan(1000);
});
