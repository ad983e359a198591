import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

/** Beside `src/web`, what the built pages are made from. */
const SOURCE_FILES = [
  "src/server/http/web-pages-contract.ts",
  "react-router.config.ts",
  "vite.config.ts",
  "package-lock.json",
];
const COMPRESSIBLE = new Set([".js", ".css", ".svg", ".geojson", ".json"]);

/** A build takes seconds; a lock as old as this was left by a process that died. */
const STALE_LOCK_MS = 120_000;

export interface PagesBuildOptions {
  /** The project's folder. */
  readonly root: string;
  /** The Node that runs the build. */
  readonly node: string;
  /** Gets one line when there is something to build. */
  readonly tell: (line: string) => void;
}

/**
 * Builds the pages when `build/` is absent or was made from other sources; otherwise takes some milliseconds.
 * Several starts at once build once. Returns the build's folder; throws with the builder's last words.
 */
export async function ensurePagesBuilt({ root, node, tell }: PagesBuildOptions): Promise<string> {
  const folder = join(root, "build");
  const wanted = await fingerprint(root);
  if ((await stampOf(folder)) === wanted) return folder;
  const unlock = await lock(join(root, ".cache", "pages-build.lock"));
  try {
    if ((await stampOf(folder)) === wanted) return folder;
    tell("Building the pages (a few seconds, only after a change)…");
    await build(root, node);
    await compress(join(folder, "client"));
    await writeFile(join(folder, "stamp"), wanted);
    return folder;
  } finally {
    await unlock();
  }
}

/** Of every source's name and content. */
async function fingerprint(root: string): Promise<string> {
  const files = [
    ...SOURCE_FILES.map((file) => join(root, file)),
    ...(await filesBelow(join(root, "src/web"))),
  ];
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash
      .update(file.slice(root.length))
      .update("\0")
      .update(await readFile(file));
  }
  return hash.digest("hex");
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function stampOf(folder: string): Promise<string | null> {
  return readFile(join(folder, "stamp"), "utf8").catch(() => null);
}

async function build(root: string, node: string): Promise<void> {
  const router = dirname(createRequire(join(root, "package.json")).resolve("@react-router/dev/package.json"));
  const child = spawn(node, [join(router, "bin.cjs"), "build"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
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
        await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
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
