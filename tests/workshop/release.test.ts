import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

// The real `npm version`, package.json and scripts, in a repository of their own.
const root = join(import.meta.dirname, "..", "..");
const PARTS = ["package.json", "package-lock.json", "scripts/changelog.ts", "scripts/close-changelog.ts"];

type Run = (program: string, ...args: string[]) => Promise<string>;

async function repository(changelog: string): Promise<{ folder: string; run: Run }> {
  const folder = mkdtempSync(join(tmpdir(), "swideal-release-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "scripts"));
  for (const part of PARTS) cpSync(join(root, part), join(folder, part));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  writeFileSync(join(folder, "CHANGELOG.md"), changelog);
  const env = { ...process.env };
  for (const who of ["AUTHOR", "COMMITTER"]) {
    env[`GIT_${who}_NAME`] = "A";
    env[`GIT_${who}_EMAIL`] = "a@example.org";
  }
  const run: Run = async (program, ...args) =>
    (await promisify(execFile)(program, args, { cwd: folder, env })).stdout.trim();
  await run("git", "init", "--quiet");
  await run("git", "config", "commit.gpgsign", "false");
  await run("git", "add", ".");
  await run("git", "commit", "--quiet", "--message", "before");
  return { folder, run };
}

const versionIn = (folder: string, file: string) =>
  (JSON.parse(readFileSync(join(folder, file), "utf8")) as { version: string }).version;

test("a release has its number in one place, its section with a date, a commit and a tag", async () => {
  const { folder, run } = await repository(
    "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.0.9 (2026-01-01)\n\n- Old.\n",
  );
  const before = versionIn(folder, "package.json");
  await run("npm", "version", "minor");
  const tag = await run("git", "tag", "--points-at", "HEAD");
  const version = versionIn(folder, "package.json");
  expect(version).not.toBe(before);
  expect(tag).toBe(`v${version}`);
  expect(versionIn(folder, "package-lock.json")).toBe(version);
  const changelog = readFileSync(join(folder, "CHANGELOG.md"), "utf8");
  const dated = changelog.replace(/\d{4}-\d\d-\d\d\)\n\n- New/, "DAY)\n\n- New");
  expect(dated).toBe(
    `# Changelog\n\n## Unreleased\n\n## ${version} (DAY)\n\n- New.\n\n## 0.0.9 (2026-01-01)\n\n- Old.\n`,
  );
  expect(await run("git", "status", "--porcelain")).toBe("");
});

test("a release without a word of what it changes is refused, and leaves no commit and no tag", async () => {
  const { run } = await repository("# Changelog\n\n## Unreleased\n\n## 0.0.9 (2026-01-01)\n\n- Old.\n");
  await expect(run("npm", "version", "patch")).rejects.toThrow("nothing is unreleased");
  expect(await run("git", "tag")).toBe("");
  expect(await run("git", "log", "--format=%s")).toBe("before");
});
