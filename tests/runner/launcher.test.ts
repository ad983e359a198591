import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

// The real launcher and package.json, with a program of a few lines in the place of Swideal's.
const root = join(import.meta.dirname, "..", "..");
const PROGRAM = `
const [command, code]: string[] = process.argv.slice(2);
if (command === "end") process.exitCode = Number(code);
else {
  const work = setInterval(() => {}, 1000);
  process.once("SIGTERM", () => { clearInterval(work); console.log("stopped cleanly"); process.exitCode = 7; });
  console.log("started");
}
`;
/** Makes the Node that runs the launcher, and only that one, say that it is an old one. */
const PRETEND_OLD =
  "data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.19.0' })";

function project(options: { installed: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), "swideal-launcher-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "src", "cli"), { recursive: true });
  writeFileSync(join(folder, "src", "cli", "main.ts"), PROGRAM);
  for (const entry of ["bin", "package.json"])
    cpSync(join(root, entry), join(folder, entry), { recursive: true });
  if (options.installed) symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

interface Run {
  process: ChildProcess;
  /** Waits for that line on standard output, from whichever process below writes it. */
  said(line: string): Promise<void>;
  /** Everything on both outputs once all who hold them have ended. */
  ended: Promise<{ code: number | null; output: string }>;
}

function run(folder: string, program: string, args: string[], env: NodeJS.ProcessEnv = {}): Run {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = createInterface({ input: child.stdout });
  const seen: string[] = [];
  let errors = "";
  lines.on("line", (line) => seen.push(line));
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    process: child,
    said: async (line) => {
      while (!seen.includes(line)) await once(lines, "line");
    },
    ended: once(child, "close").then(([code]) => ({ code, output: `${seen.join("\n")}${errors}` })),
  };
}

const launch = (folder: string, ...args: string[]) =>
  run(folder, process.execPath, ["bin/swideal.mjs", ...args]);
const launchOnOldNode = (folder: string, ...args: string[]) =>
  run(folder, process.execPath, ["--import", PRETEND_OLD, "bin/swideal.mjs", ...args]);

test.each([
  ["Node 24", launch],
  ["an older Node", launchOnOldNode],
])("on %s the program gets its arguments and its exit code comes back", async (_, start) => {
  expect(await start(project({ installed: true }), "end", "9").ended).toEqual({ code: 9, output: "" });
});

test("on an older Node a request to stop reaches the program, and its end is waited for", async () => {
  const started = launchOnOldNode(project({ installed: true }), "start");
  await started.said("started");
  started.process.kill("SIGTERM");
  expect(await started.ended).toEqual({ code: 7, output: "started\nstopped cleanly" });
});

test("the program stops when the launcher is killed", async () => {
  const started = launchOnOldNode(project({ installed: true }), "start");
  await started.said("started");
  started.process.kill("SIGKILL");
  expect((await started.ended).output).toBe("started\nstopped cleanly");
});

test.each(["SIGTERM", "SIGKILL"] as const)("%s to `npm start` stops the program cleanly", async (signal) => {
  const started = run(project({ installed: true }), "npm", ["start", "--silent"]);
  await started.said("started");
  started.process.kill(signal);
  expect((await started.ended).output).toMatch(/^started\nstopped cleanly/);
});

test.each([
  ["Node 24", launch],
  ["an older Node", launchOnOldNode],
])("on %s, where nothing is installed, one line says what to do", async (_, start) => {
  const folder = project({ installed: false });
  const { code, output } = await start(folder, "start").ended;
  expect(code).toBe(1);
  expect(output.trim().split("\n")).toEqual([expect.stringContaining(`run \`npm ci\` in ${folder}`)]);
});
