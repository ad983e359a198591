import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { OperatorError } from "./context.ts";

/** Beside `src/web` and `src/shared`, what the built pages are made from. */
const SOURCE_FILES = [
  "src/server/http/pages/web-pages-contract.ts",
  "react-router.config.ts",
  "vite.config.ts",
  "package-lock.json",
];
/** One below the best: a third of its time, which the first start waits for, and 2 % more bytes. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 10 };
const COMPRESSIBLE = new Set([".js", ".css", ".svg", ".geojson", ".json"]);

/** A build takes seconds; a lock as old as this was left by a process that died. */
const STALE_LOCK_MS = 120_000;

const project = join(import.meta.dirname, "..", "..");

/** Where the built pages are. */
export const pagesFolder = join(project, "build");

/**
 * Builds the pages when `build/` is absent or was made from other sources; otherwise takes some milliseconds.
 * Several starts at once build once. `note` gets a line when it builds. Throws with the builder's last words.
 */
export async function ensureBuiltPages(note: (line: string) => void): Promise<void> {
  if (await upToDate()) return;
  const unlock = await lock(join(project, ".cache", "pages-build.lock"));
  try {
    if (await upToDate()) return;
    note("building the pages (some seconds, the first time and after a change)");
    await build();
  } finally {
    await unlock();
  }
}

/** For production, where nothing is built at the start. Throws one line that says what to do. */
export async function requireBuiltPages(): Promise<void> {
  if (!(await upToDate()))
    throw new OperatorError("the pages are not built, or older than their sources; run npm run build");
}

/** The end of every build: smaller forms of the files, and from which sources they were made. */
export async function finishPages(): Promise<void> {
  await compress(join(pagesFolder, "client"));
  await writeFile(join(pagesFolder, "stamp"), await fingerprint());
}

async function upToDate(): Promise<boolean> {
  const stamp = await readFile(join(pagesFolder, "stamp"), "utf8").catch(() => null);
  return stamp === (await fingerprint());
}

/** Of every source's name and content. */
async function fingerprint(): Promise<string> {
  const folders = ["src/web", "src/shared"].map((folder) => filesBelow(join(project, folder)));
  const pages = (await Promise.all(folders)).flat();
  const files = [
    ...SOURCE_FILES.map((file) => join(project, file)),
    ...pages.filter((file) => !/\.test\.tsx?$/.test(file)),
  ];
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash
      .update(file.slice(project.length))
      .update("\0")
      .update(await readFile(file));
  }
  return hash.digest("hex");
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function build(): Promise<void> {
  const router = dirname(createRequire(import.meta.url).resolve("@react-router/dev/package.json"));
  const child = fork(join(router, "bin.cjs"), ["build"], { cwd: project, execArgv: [], silent: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(`the pages could not be built:\n${said.slice(-2_000)}`);
}

/** Beside each file its smaller forms, so that the server only sends bytes. */
async function compress(client: string): Promise<void> {
  const files = [
    ...(await filesBelow(join(client, "assets"))),
    ...(await filesBelow(join(client, "enhance"))),
  ];
  await Promise.all(
    files
      .filter((file) => COMPRESSIBLE.has(extname(file)))
      .map(async (file) => {
        const bytes = await readFile(file);
        await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params: BROTLI }));
        await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      }),
  );
}

/** A folder is made by one process alone: whoever makes it builds, the others wait. */
async function lock(folder: string): Promise<() => Promise<void>> {
  await mkdir(dirname(folder), { recursive: true });
  for (;;) {
    try {
      await mkdir(folder);
      return () => rm(folder, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const since = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > STALE_LOCK_MS) await rm(folder, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
