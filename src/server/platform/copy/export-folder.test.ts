import { createHash } from "node:crypto";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tests/support/server.ts";
import { digestsOf } from "./digests.ts";
import { exportTo } from "./export-folder.ts";
import type { ExportManifest } from "./export-manifest.ts";
import { importFrom, readManifest } from "./import-folder.ts";
import { createKinds, fillKinds } from "./testing/every-kind.ts";

let source: TestDatabase;
let target: TestDatabase;
let root: string;
let folder: string;
let manifest: ExportManifest;
beforeAll(async () => {
  [source, target] = [await createTestDatabase(), await createTestDatabase()];
  await createKinds(source.owner);
  await createKinds(target.owner);
  await fillKinds(source.owner);
  root = await mkdtemp(join(tmpdir(), "swideal-export-"));
  folder = join(root, "export");
  manifest = await exportTo({ connection: source.owner, folder, program: "1.2.3" });
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  await source.drop();
  await target.drop();
});

const load = (changed: ExportManifest = manifest, unused: string[] = []) =>
  importFrom({ connection: target.owner, folder, manifest: changed, unused });
const tableOf = (name: string) =>
  manifest.tables.find((table) => table.name === name) as ExportManifest["tables"][number];
const isEmpty = async () => (await digestsOf(target.owner, ["kinds"])).get("kinds")?.rows === 0;

test("an export is a folder that any program reads: a file of JSON Lines a table, and a manifest that says what is in it", async () => {
  expect((await readdir(folder)).sort()).toEqual(["manifest.json", "tables"]);
  expect(await readManifest(folder)).toEqual(manifest);
  expect((await readdir(join(folder, "tables"))).sort()).toEqual(
    manifest.tables.map(({ name }) => `${name}.jsonl`).sort(),
  );
  for (const { file, rows, bytes, sha256 } of manifest.tables) {
    const content = await readFile(join(folder, file));
    expect([file, content.length, createHash("sha256").update(content).digest("hex")]).toEqual([
      file,
      bytes,
      sha256,
    ]);
    expect(content.toString().split("\n").length - 1).toBe(rows);
  }
  const lines = (await readFile(join(folder, "tables/kinds.jsonl"), "utf8")).trimEnd().split("\n");
  const kinds = ["1", "2", "3"].map((id) => lines.find((line) => JSON.parse(line).id === id) as string);
  expect(JSON.parse(kinds[0] as string)).toMatchObject({
    id: "1",
    'Un nom, "vraiment"': "L'équipe d'Élodie & Cie <3\ttab\nligne\r\\N \\. fin",
    empty: "",
    many: ["a,b", 'c"d', "", null, "NULL", "été {1} \\"],
    bytes: "\\x00ff0a5c09",
    exact: "12345678901234567890.123456789000",
    small: -3,
    real8: 0.30000000000000004,
    at: "2026-12-01 02:04:05.123456+00",
    yes: true,
    said: { a: "é\\n", "10": 1.1 },
  });
  expect(kinds[0]).toContain('"n": 123456789012345678901234567890.5');
  expect(JSON.parse(kinds[1] as string)).toMatchObject({
    said: null,
    grid: "[0:1]={7,8}",
    exact: "NaN",
    many: [],
  });
  expect(kinds[2]).not.toContain('"said"');
  expect(tableOf("kinds").columns).toContainEqual({ name: "at", type: "timestamp with time zone" });
  if (process.platform !== "win32") {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "tables/kinds.jsonl"))).mode & 0o777).toBe(0o600);
  }
});

describe("an import that is not whole leaves nothing, and names the table:", () => {
  const changing = async (name: string, change: (text: string) => string, work: () => Promise<void>) => {
    const path = join(folder, "tables", `${name}.jsonl`);
    const was = await readFile(path, "utf8");
    await writeFile(path, change(was));
    await work().finally(() => writeFile(path, was));
  };
  const refused = (table: string | null, message: RegExp, changed?: ExportManifest, unused?: string[]) =>
    expect(load(changed, unused)).rejects.toMatchObject({
      name: "CopyError",
      table,
      message: expect.stringMatching(message),
    });

  test("a file that is shorter, longer, changed in a letter, or gone", async () => {
    await changing(
      "kinds",
      (text) => text.slice(0, -20),
      () => refused("kinds", /bytes, the manifest says/),
    );
    await changing(
      "others",
      (text) => `${text}{"id":"9","kind_id":"1"}\n`,
      () => refused("others", /bytes, the manifest says/),
    );
    await changing(
      "others",
      (text) => text.replace('"un"', '"uN"'),
      () => refused("others", /others: .*not what was exported|not what was copied/),
    );
    await rm(join(folder, "tables/others.jsonl"));
    await refused("others", /others: ENOENT/);
    await writeFile(join(folder, "tables/others.jsonl"), "");
    await refused("others", /bytes/);
    await rm(join(folder, "tables/others.jsonl"));
    expect(await isEmpty()).toBe(true);
    await rm(folder, { recursive: true });
    manifest = await exportTo({ connection: source.owner, folder, program: "1.2.3" });
  });

  test("a file that leads out of the folder, a table that the database has not, a database in use", async () => {
    const [first, ...rest] = manifest.tables;
    if (first === undefined) throw new Error("no table");
    await refused(first.name, /its file is/, {
      ...manifest,
      tables: [{ ...first, file: "../../etc/passwd" }, ...rest],
    });
    await refused("../x", /the copy has this table/, {
      ...manifest,
      tables: [...manifest.tables, { ...first, name: "../x", file: "tables/x.jsonl" }],
    });
    await refused(null, /9999_later/, { ...manifest, migrations: [...manifest.migrations, "9999_later"] });
    await refused("reference_loads", /in use/, manifest, ["reference_loads", "not_there"]);
    expect(await isEmpty()).toBe(true);
  });

  test("no manifest, one of a newer program, one that is none", async () => {
    const other = join(root, "other");
    await mkdir(other);
    const says = (text: string) => writeFile(join(other, "manifest.json"), text);
    await expect(readManifest(other)).rejects.toThrow(/is no whole export: it has no manifest.json/);
    await says(JSON.stringify({ ...manifest, version: 2 }));
    await expect(readManifest(other)).rejects.toThrow(/newer program \(version 2/);
    for (const text of ["", "{", "[]", "{}", JSON.stringify({ ...manifest, tables: [{ name: "x" }] })]) {
      await says(text);
      await expect(readManifest(other)).rejects.toMatchObject({
        name: "CopyError",
        message: expect.stringMatching(/is no manifest/),
      });
    }
  });
});

test("a folder that holds something is left alone, and an export that fails leaves an empty one", async () => {
  await appendFile(join(root, "mine.txt"), "mine");
  await expect(exportTo({ connection: source.owner, folder: root, program: "1" })).rejects.toThrow(
    /is not empty/,
  );
  expect(await readFile(join(root, "mine.txt"), "utf8")).toBe("mine");
  const failing = join(root, "failing");
  let told = 0;
  await expect(
    exportTo({
      ...{ connection: source.owner, folder: failing, program: "1" },
      onProgress: () => {
        if (++told === 5) throw new Error("nobody listens");
      },
    }),
  ).rejects.toThrow("nobody listens");
  expect(await readdir(failing)).toEqual([]);
});

test("what was exported and imported is the same to the byte", async () => {
  await load();
  const digests = await digestsOf(
    target.owner,
    manifest.tables.map(({ name }) => name),
  );
  for (const { name, rows, copy } of manifest.tables)
    expect([name, digests.get(name)]).toEqual([name, { rows, sha256: copy.sha256 }]);
  const client = new pg.Client(target.owner);
  await client.connect();
  const { rows } = await client.query(
    "select nextval('numbers')::int as n, (select count(*)::int from others) as others",
  );
  await client.end();
  expect(rows).toEqual([{ n: 42, others: 2 }]);
});
