import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeScratchCopy } from "./scratch-copy.ts";

function project(): string {
  const folder = mkdtempSync(join(tmpdir(), "swideal-project-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["src", "node_modules", ".git"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "src", "a.ts"), "check(); check2(); go();\n");
  writeFileSync(join(folder, "node_modules", "installed"), "");
  mkdirSync(join(folder, "bench", "data"), { recursive: true });
  return folder;
}
const change = { file: "src/a.ts", text: "check();", instead: "" };

test("a protection is missing in the copy alone, and only while the work lasts, however that ends", async () => {
  const original = project();
  const copy = makeScratchCopy(original);
  const [here, there] = [original, copy.folder].map(
    (folder) => () => readFileSync(join(folder, "src", "a.ts"), "utf8"),
  ) as [() => string, () => string];
  const second = { file: "src/a.ts", text: "check2();", instead: "" };
  expect(await copy.during([change, second], async () => there())).toBe("  go();\n");
  await expect(copy.during([change], () => Promise.reject(new Error("stopped")))).rejects.toThrow("stopped");
  expect([here(), there()]).toEqual([here(), here()]);
  copy.remove();
  expect([existsSync(copy.folder), existsSync(join(original, "node_modules", "installed"))]).toEqual([
    false,
    true,
  ]);
});

test("where one change does not fit, none is made", async () => {
  const copy = makeScratchCopy(project());
  onTestFinished(() => copy.remove());
  const gone = { file: "src/a.ts", text: "moved", instead: "" };
  await expect(copy.during([change, gone], async () => {})).rejects.toThrow("0 times");
  expect(readFileSync(join(copy.folder, "src", "a.ts"), "utf8")).toContain("check();");
});

test("what is installed is linked, what is of no use stays behind", () => {
  const copy = makeScratchCopy(project());
  onTestFinished(() => copy.remove());
  expect(existsSync(join(copy.folder, "node_modules", "installed"))).toBe(true);
  for (const left of [".git", join("bench", "data")]) expect(existsSync(join(copy.folder, left))).toBe(false);
  expect(existsSync(join(copy.folder, "bench"))).toBe(true);
});
