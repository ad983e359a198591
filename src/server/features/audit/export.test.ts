import { execFile } from "node:child_process";
import type { KeyObject } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { auditKeysOf } from "../../platform/proof/keys.ts";
import { leafHash, rootOf } from "../../platform/proof/merkle.ts";
import { signCheckpoint, verifierKey } from "../../platform/proof/note.ts";
import { makeSecrets } from "../../platform/secrets.ts";
import { recordAudit } from "./audit.ts";
import { findSealedEntry, proveEntry } from "./entry-proof.ts";
import { exportLog, type LogExport } from "./export-log.ts";
import { publishedHeads } from "./published-log.ts";
import { type SealedLog, sealedLog } from "./testing/sealed-log.ts";

const VERIFIER = join(import.meta.dirname, "../../../../docs/verify-audit.mjs");

let server: TestServer;
let log: SealedLog;
let folder: string;
/** Each run of the verifier has files of its own. */
let files = 0;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), "swideal-export-"));
  log = sealedLog(server, []);
  for (const name of ["=HYPERLINK(1)", 'a "b", é ☂']) await act(name);
  for (let n = 0; n < 300; n += 1) await act(`writer-${n}`);
  await log.publish();
  for (let n = 0; n < 20; n += 1) await act(`later-${n}`);
  await log.publish();
  await act("sealed alone");
  await log.seal();
  await act("waits");
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const act = (name: string) =>
  server.resources.database.transaction((tx) =>
    recordAudit(
      tx,
      { ...systemActor(name, "request"), address: "203.0.113.77", userAgent: "Agent/77" },
      { action: "user.roles", resource: { type: "test", id: null }, changes: { reason: "Motif privé" } },
    ),
  );

async function exported(changes: Partial<LogExport> = {}): Promise<string> {
  const parts = exportLog(server.resources.database.writer, {
    ...{ format: "jsonl", padding: false, onProgress: () => {}, onGone: () => {} },
    ...changes,
  });
  let text = "";
  for await (const part of parts) text += part;
  return text;
}
const linesOf = (text: string) => text.split("\n").slice(0, -1);
const entryAt = async (leaf: number): Promise<string> => {
  const [row] = await server.sql<{ id: string }>("select entry_id as id from audit_leaves where leaf = $1", [
    leaf,
  ]);
  return row?.id as string;
};
const keys = () => server.resources.auditKeys.note;
const prove = async (id: string, size: number | null = null) => {
  const connection = server.resources.database.writer;
  const sealed = await findSealedEntry(connection, id);
  return {
    line: `${sealed.line}\n`,
    proof: await proveEntry({ connection, noteKeys: keys() }, sealed, size),
  };
};

describe("the export", () => {
  it("is each line byte for byte as it was hashed: with the padding they make the published tree", async () => {
    const lines = linesOf(await exported({ padding: true }));
    const leaves = lines.map((line) => leafHash(Buffer.from(line)));
    const heads = await publishedHeads(server.resources.database.writer);
    expect(heads.map(({ size }) => size)).toEqual([768, 512]);
    for (const { size, note } of heads)
      expect(note).toContain(`\n${size}\n${rootOf(leaves.slice(0, size)).toString("base64")}\n`);
    expect(lines).toHaveLength(769);
    const entries = linesOf(await exported());
    expect(entries).toEqual(lines.filter((line) => line.startsWith('["swideal-audit-v1"')));
    expect(entries).toHaveLength(323);
    expect(JSON.parse(entries[1] ?? "")[8]).toBe('a "b", é ☂');
  });

  it("is of the time that was asked for, to the microsecond, and says how far it is", async () => {
    const [{ at }] = (await server.sql<{ at: string }>(
      `select to_char(entry_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from audit_leaves where leaf = 299`,
    )) as [{ at: string }];
    const told: number[][] = [];
    const before = linesOf(await exported({ to: at, onProgress: (done, of) => void told.push([done, of]) }));
    const after = linesOf(await exported({ from: at }));
    expect([...before, ...after]).toEqual(linesOf(await exported()));
    expect(before).toHaveLength(299);
    expect(told.at(-1)).toEqual([769, 769]);
  });

  it("as CSV makes no formula, and holds nothing personal in either format", async () => {
    const csv = await exported({ format: "csv" });
    const [head, first, second] = csv.split("\r\n");
    expect(head).toMatch(/^log,leaf,kind,at,id,action,.*,evidence,details_hash$/);
    expect(first).toContain(",'=HYPERLINK(1),");
    expect(second).toContain(',"a ""b"", é ☂",');
    expect(csv.split("\r\n")).toHaveLength(325);
    for (const text of [csv, await exported()])
      for (const personal of ["203.0.113.77", "Agent/77", "Motif"]) expect(text).not.toContain(personal);
  });

  it("names a sealed entry that is gone, and gives the others", async () => {
    const id = await entryAt(250);
    await server.sql("create table kept as select * from audit_entries where id = $1", [id]);
    await server.sql("delete from audit_entries where id = $1", [id]);
    const gone: string[] = [];
    expect(linesOf(await exported({ onGone: (one) => void gone.push(one) }))).toHaveLength(322);
    expect(gone).toEqual([id]);
    await expect(prove(id)).rejects.toThrow("is gone");
    await server.sql("insert into audit_entries select * from kept");
    await server.sql("drop table kept");
    expect(linesOf(await exported())).toHaveLength(323);
  });
});

interface Handed {
  readonly line: string;
  readonly proof: string;
  readonly key: string;
  readonly head?: string;
}

/** By docs/verify-audit.mjs, as a stranger runs it: what it was given in files, and nothing else. */
async function strangersCheck({ line, proof, key, head }: Handed): Promise<{ code: number; said: string }> {
  files += 1;
  const number = files;
  const file = async (name: string, text: string) => {
    const path = join(folder, `${number}-${name}`);
    await writeFile(path, text);
    return path;
  };
  const given = [await file("entry.jsonl", line), await file("entry.tlog-proof", proof), key];
  if (head !== undefined) given.push(await file("head", head));
  return promisify(execFile)(process.execPath, [VERIFIER, ...given], { env: {} }).then(
    ({ stdout }) => ({ code: 0, said: stdout.trim() }),
    ({ code, stderr }) => ({ code, said: stderr.trim() }),
  );
}

describe("a proof", () => {
  let key: string;
  let heads: readonly { readonly origin: string; readonly note: string }[];
  beforeAll(async () => {
    heads = await publishedHeads(server.resources.database.writer);
    key = verifierKey(heads[0]?.origin as string, keys()[0] as KeyObject);
  });

  it("of any entry that a head covers is found true by a stranger, by the last head and by one that was kept", async () => {
    for (const leaf of [0, 1, 77, 255, 256, 301, 531]) {
      const handed = await prove(await entryAt(leaf));
      expect(await strangersCheck({ ...handed, key })).toEqual({
        code: 0,
        said: expect.stringMatching(
          `^true: the entry is leaf ${leaf} of swideal\\.example/\\w+/log/1, under its head of 768 leaves$`,
        ),
      });
    }
    const old = await prove(await entryAt(77), 512);
    const kept = heads[1]?.note as string;
    expect(await strangersCheck({ ...old, key, head: kept })).toMatchObject({ code: 0 });
    expect(await strangersCheck({ ...(await prove(await entryAt(77))), key, head: kept })).toEqual({
      code: 1,
      said: "NOT shown: the proof is by the head of 768 leaves, not 512",
    });
  });

  it("is given for nothing that no head covers, that is not sealed, or that was changed", async () => {
    const [{ id: waiting }] = (await server.sql<{ id: string }>(
      "select entry_id as id from audit_unsealed",
    )) as [{ id: string }];
    await expect(prove(waiting)).rejects.toThrow("is sealed: there is none, or it waits");
    await expect(prove(await entryAt(768))).rejects.toThrow("which no published head covers yet");
    await expect(prove(await entryAt(531), 512)).rejects.toThrow(
      "which the head of 512 leaves does not cover",
    );
    await expect(prove(await entryAt(1), 500)).rejects.toThrow("no head of 500 leaves");
    const id = await entryAt(40);
    await server.sql("update audit_entries set action = 'user.nothing' where id = $1", [id]);
    await expect(prove(id)).rejects.toThrow(`the entry ${id} is not what the head of 768 leaves covers`);
    await server.sql("update audit_entries set action = 'user.roles' where id = $1", [id]);
    await prove(id);
  });

  it("that was altered in whatever part is refused, and what is wrong is named", {
    timeout: 120_000,
  }, async () => {
    const { line, proof } = await prove(await entryAt(77));
    const foreign = auditKeysOf(makeSecrets().auditKeys).note[0];
    if (foreign === undefined) throw new Error("no key");
    const origin = heads[0]?.origin as string;
    const [first = "", ...hashes] = proof.split("\n\n")[0]?.split("\n").slice(1) ?? [];
    const checkpoint = proof.slice(proof.indexOf("\n\n") + 2);
    const [, size = "", root = ""] = checkpoint.split("\n");
    const assembled = (parts: { index?: string; hashes?: readonly string[]; note?: string }) =>
      [
        "c2sp.org/tlog-proof@v1",
        parts.index ?? first,
        ...(parts.hashes ?? hashes),
        "",
        parts.note ?? checkpoint,
      ].join("\n");
    const other = (hash: string) => `${hash.startsWith("A") ? "B" : "A"}${hash.slice(1)}`;
    expect(assembled({})).toBe(proof);
    const forged = signCheckpoint({ origin, size: 768, root: Buffer.from(root, "base64") }, foreign);
    const cases: Record<string, [Partial<Handed>, string]> = {
      "the line": [{ line: line.replace("done", "refused") }, "the entry is not leaf 77"],
      "a space more": [{ line: ` ${line}` }, "the entry is not leaf 77"],
      "another line's": [{ line: (await prove(await entryAt(78))).line }, "the entry is not leaf 77"],
      "the index": [{ proof: assembled({ index: "index 76" }) }, "the entry is not leaf 76"],
      "an index beyond": [{ proof: assembled({ index: "index 768" }) }, "there is no leaf 768"],
      "an index that is none": [{ proof: assembled({ index: "index 077" }) }, "the proof is none"],
      "a hash left out": [{ proof: assembled({ hashes: hashes.slice(0, -1) }) }, "too short"],
      "a hash too many": [{ proof: assembled({ hashes: [...hashes, root] }) }, "too long"],
      "the head's root": [
        { proof: assembled({ note: checkpoint.replace(root, other(root)) }) },
        "not signed by this key",
      ],
      "the head's size": [
        { proof: assembled({ note: checkpoint.replace(`\n${size}\n`, "\n767\n") }) },
        "not signed by this key",
      ],
      "the head's signer": [{ proof: assembled({ note: forged }) }, "not signed by this key"],
      "the head's name": [
        { proof: assembled({ note: checkpoint.replaceAll(origin, `${origin}1`) }) },
        "the head is of the log",
      ],
      "no head": [{ proof: assembled({ note: "" }) }, "the proof is none"],
      "another installation's key": [{ key: verifierKey(origin, foreign) }, "not signed by this key"],
      "a key that was mistyped": [
        { key: `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}` },
        "not the one that its hash names",
      ],
      "a key that is none": [{ key: "mine" }, "the key is none of Ed25519"],
    };
    for (const [at, hash] of hashes.entries())
      cases[`hash ${at}`] = [
        { proof: assembled({ hashes: hashes.with(at, other(hash)) }) },
        "the entry is not leaf 77",
      ];
    const seen = await Promise.all(
      Object.entries(cases).map(async ([what, [changes]]) => [
        what,
        await strangersCheck({ line, proof, key, ...changes }),
      ]),
    );
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(
        Object.entries(cases).map(([what, [, said]]) => [
          what,
          { code: 1, said: expect.stringContaining(said) },
        ]),
      ),
    );
  });

  it("that leads to another tree than the head that was kept shows two heads that contradict each other", async () => {
    const { line, proof } = await prove(await entryAt(77));
    const [signer] = keys();
    if (signer === undefined) throw new Error("no key");
    const origin = heads[0]?.origin as string;
    const head = signCheckpoint({ origin, size: 768, root: leafHash(Buffer.from("another")) }, signer);
    expect(await strangersCheck({ line, proof, key, head })).toEqual({
      code: 1,
      said: "NOT shown: TWO HEADS of one log contradict each other",
    });
  });
});
