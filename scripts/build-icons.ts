// Draws the icons that browsers and phones want as pictures, from src/web/static/favicon.svg, with a Chromium.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "../tests/support/chromium.ts";

const folder = join(import.meta.dirname, "..", "src", "web", "static");
const svg = await readFile(join(folder, "favicon.svg"), "utf8");
/** Up to the edges, where the system cuts the shape out by itself; what it may cut off stays empty. */
const fullBleed = svg
  .replace('viewBox="0 0 32 32"', 'viewBox="-3 -3 38 38"')
  .replace('<rect width="32" height="32" rx="9"', '<rect x="-3" y="-3" width="38" height="38"');

const browser = await launchBrowser();
const page = await browser.newPage();

async function draw(source: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  const image = source.replace("<svg ", `<svg width="${size}" height="${size}" style="display:block" `);
  await page.setContent(`<body style="margin:0;background:transparent">${image}</body>`);
  return page.screenshot({ omitBackground: true });
}

/** An ICO file that holds PNGs: a header of 6 bytes, an entry of 16 for each picture, then the pictures. */
function ico(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size, at);
    header.writeUInt8(size, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

const small = [];
for (const size of [16, 32, 48]) small.push({ size, png: await draw(svg, size) });
const files = {
  "favicon.ico": ico(small),
  "apple-touch-icon.png": await draw(fullBleed, 180),
  "icon-192.png": await draw(svg, 192),
  "icon-512.png": await draw(svg, 512),
  "icon-maskable-512.png": await draw(fullBleed, 512),
};
await browser.close();
for (const [name, bytes] of Object.entries(files)) {
  await writeFile(join(folder, name), bytes);
  process.stdout.write(`${name}: ${bytes.length} bytes\n`);
}
