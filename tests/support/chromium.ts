import { execFile } from "node:child_process";
import { rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { findProgram } from "../runner/find-program.ts";
import { preparedFolder } from "../runner/prepared-folder.ts";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Nothing but the page under test may use the network, and a first start must not ask or fetch anything. */
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface ChromiumProgram {
  path: string;
  /** What must be added to the environment for it to find its libraries and fonts. */
  env: Record<string, string>;
}

/** A Chromium that the machine has, else the one unpacked from npm, else one line of advice. */
export async function chromiumProgram(): Promise<ChromiumProgram> {
  const installed = findProgram(NAMES);
  if (installed !== undefined) return { path: installed, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "the browser tests need Chromium: install chromium or Google Chrome, so that it is found",
    );
  const folder = await preparedFolder("chromium", unpackFromNpm);
  return {
    path: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}

/** A headless Chromium; the caller closes it. Each call starts a browser of its own, with an empty profile. */
export async function launchBrowser(): Promise<Browser> {
  const program = await chromiumProgram();
  const env = Object.fromEntries(Object.entries({ ...process.env, ...program.env }).filter(isSet));
  // The sandbox refuses root and needs rights that a container may not give; the pages are our own.
  return chromium.launch({ executablePath: program.path, chromiumSandbox: false, args: QUIET, env });
}

function isSet(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}

/**
 * The package unpacks into the system's temporary folder, and its libraries only where it believes to be on the
 * platform it was made for; a process of its own, with both set, unpacks into our folder instead. The fonts'
 * configuration names folders of that platform and is replaced.
 */
async function unpackFromNpm(draft: string): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const code = `const m = await import(${JSON.stringify(pathToFileURL(entry).href)});
    await (m.default.default ?? m.default).executablePath();`;
  const env = { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { env });
  await rename(join(draft, "fonts", "fonts"), join(draft, "open-sans"));
  await rm(join(draft, "fonts"), { recursive: true });
  // Folders are relative to this file, so that it still holds when the draft gets its final name.
  await writeFile(
    join(draft, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">open-sans</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
</fontconfig>
`,
  );
}
