import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { temporaryFolder } from "./testing/support.ts";
import { startTied } from "./tied-process.ts";

/** The last of a recovering PostgreSQL that hears no fast shutdown, as a program. */
const deaf = `#!${process.execPath}
process.on("SIGINT", () => console.log("heard INT"));
process.on("SIGQUIT", () => process.exit(3));
setInterval(() => {}, 1000);
console.log("ready");
`;

test("a program that hears no interrupt is told to leave at once in the end", async () => {
  const native = await temporaryFolder();
  await mkdir(join(native, "bin"));
  await writeFile(join(native, "bin", "postgres"), deaf);
  await chmod(join(native, "bin", "postgres"), 0o755);
  const programs = { native, libraryPath: undefined, user: { prefix: [] } };
  const server = startTied(programs, "postgres", [], () => {}, { patienceSeconds: 2 });
  await expect.poll(() => server.lastLines).toContain("ready");
  server.interrupt();
  expect(await server.exited).toBe(3);
  expect(server.lastLines).toContain("heard INT");
});
