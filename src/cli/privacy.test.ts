import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { person } from "../../tests/support/people.ts";
import { secretsAsEnvironment, startTestServer, type TestServer } from "../../tests/support/server.ts";
import { commandLine, expectOneLine } from "./testing/command-line.ts";

let folder: string;
let server: TestServer;
const { swideal, killAll } = commandLine(() => folder);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "swideal-privacy-"));
  server = await startTestServer();
});
afterAll(async () => {
  killAll();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

let secrets: Record<string, string>;
const run = async (...args: string[]) => {
  secrets ??= secretsAsEnvironment();
  const { host, port } = inject("postgres");
  const at = new URLSearchParams({ host, port: String(port) });
  const url = (user: string) => `postgres://${user}@localhost/${server.access.owner.database}?${at}`;
  return swideal(["privacy", "export", ...args], {
    ...secrets,
    DATABASE_URL: url("swideal_app"),
    DATABASE_ADMIN_URL: url("swideal_owner"),
  });
};

test("an operator writes somebody's archive to a file that only the operator reads, once, and the log says so", {
  timeout: 120_000,
}, async () => {
  const ada = await person(server, "Ada Lovelace");
  const out = join(folder, "ada.json");
  const done = await run("--email", ada.email.toUpperCase(), "--out", out, "--json");
  expect([done.errors, done.code]).toEqual(["", 0]);
  const text = await readFile(out, "utf8");
  expect(JSON.parse(done.output)).toEqual({ userId: ada.userId, file: out, size: Buffer.byteLength(text) });
  expect(JSON.parse(text)).toMatchObject({ format: "swideal-personal-data", userId: ada.userId });
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  const entries = "select actor_name from audit_entries where action = 'privacy.export' and resource_id = $1";
  expect(await server.sql(entries, [ada.userId])).toEqual([{ actor_name: "swideal privacy export" }]);

  const again = await run("--email", ada.email, "--out", out);
  expect(again.code).toBe(1);
  expectOneLine(again.errors);
  expect(await readFile(out, "utf8")).toBe(text);
});

test("an address that nobody has is said in one line, and leaves no file", { timeout: 120_000 }, async () => {
  const out = join(folder, "nobody.json");
  const { code, errors } = await run("--email", "personne@example.org", "--out", out);
  expect(code).toBe(1);
  expectOneLine(errors);
  await expect(stat(out)).rejects.toThrow();
});
