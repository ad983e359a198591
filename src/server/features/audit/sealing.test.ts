import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { rootOf } from "../../platform/proof/merkle.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import { recordAudit } from "./audit.ts";
import { folderPlace, notesOf } from "./second-places.ts";
import { sealedLog } from "./testing/sealed-log.ts";

let server: TestServer;
let other: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  other = await server.another();
  folder = await mkdtemp(join(tmpdir(), "swideal-heads-"));
});
afterAll(async () => {
  await other.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const act = (one: TestServer, name: string, fail = false) =>
  one.resources.database.transaction(async (tx) => {
    await recordAudit(tx, systemActor("test", name), {
      action: "party.block",
      resource: { type: "test", id: null },
    });
    if (fail) throw new Error("not so");
  });
const count = async (what: string) =>
  Number((await server.sql<{ n: string }>(`select count(*) as n from ${what}`))[0]?.n);
const read = async (path: string) => {
  const answer = await fetch(new URL(path, server.url));
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
};

describe("what is sealed", () => {
  it("is each action that was carried out, once, and none that was not, whoever writes and seals at once", async () => {
    const before = await count("audit_entries");
    const sealers = [sealedLog(server, []), sealedLog(other, [])];
    let writing = true;
    const sealing = sealers.map(async ({ seal }) => {
      while (writing) await seal();
    });
    const done = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) =>
        act(at % 2 === 0 ? server : other, `writer-${at}`, at % 5 === 0),
      ),
    );
    writing = false;
    await Promise.all(sealing);
    await sealers[0]?.seal();
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(80);
    expect(await count("audit_entries")).toBe(before + 80);
    expect(await count("audit_unsealed")).toBe(0);
    expect(await count("audit_leaves where kind = 'entry'")).toBe(before + 80);
    expect(await sealers[1]?.verify([])).toMatchObject({ leaves: before + 80, faults: 0 });
  });

  it("is known by its MAC alone: the program may add to the queue, and neither change, drop nor seal by itself", async () => {
    await act(server, "waits");
    const { database } = server.resources;
    const may = async (statement: string) =>
      (
        await server.sql<{ may: boolean }>(
          "select has_table_privilege('swideal_app', $1, $2) as may",
          statement.split(" "),
        )
      )[0]?.may;
    for (const table of ["audit_logs", "audit_leaves", "audit_tiles", "audit_heads"])
      for (const right of ["insert", "update", "delete", "truncate"])
        expect([table, right, await may(`${table} ${right}`)]).toEqual([table, right, false]);
    for (const right of ["update", "delete", "truncate"])
      expect(await may(`audit_unsealed ${right}`)).toBe(false);
    await sealedLog(server, []).seal();
    expect(database.state().silent).toBe(false);
  });
});

describe("what is published", () => {
  it("is a head that anybody checks by its tiles, moves with a publication alone, and does not tell how much happened", async () => {
    expect((await read("/audit/checkpoint")).status).toBe(404);
    const log = sealedLog(server, [folderPlace(folder)]);
    await log.publish();
    const first = await read("/audit/checkpoint");
    await act(server, "one more");
    await log.seal();
    expect((await read("/audit/checkpoint")).bytes).toEqual(first.bytes);
    await log.publish();
    const sizes = [];
    for (const note of [first, await read("/audit/checkpoint")]) {
      const head = openCheckpoint(note.bytes.toString(), server.resources.auditKeys.note);
      sizes.push(head?.size);
      const leaves: Buffer[] = [];
      for (let tile = 0; tile < (head?.size ?? 0) / 256; tile += 1) {
        const { bytes, headers } = await read(`/audit/tile/0/${String(tile).padStart(3, "0")}`);
        expect(headers.get("cache-control")).toContain("immutable");
        for (let at = 0; at < bytes.length; at += 32) leaves.push(bytes.subarray(at, at + 32));
      }
      expect(rootOf(leaves)).toEqual(head?.root);
    }
    expect(sizes).toEqual([256, 512]);
    expect(await notesOf(folderPlace(folder), await origin())).toEqual([
      first.bytes.toString(),
      (await read("/audit/checkpoint")).bytes.toString(),
    ]);
  });

  it("is no tile that a head does not cover yet, no entry, and nothing by another name", async () => {
    while ((await count("audit_heads")) < 2) await sealedLog(server, []).publish();
    await act(server, "not yet");
    await sealedLog(server, []).seal();
    const asked = [
      "0/002",
      "0/000.p/255",
      "1/000.p/2",
      "1/000.p/3",
      "1/000",
      "5/000",
      "6/000",
      "entries/000",
      "0/x001/002",
      "0/1",
      "0/000.p/0",
      "0/000.p/256",
      "0/000/..%2f001",
    ];
    const answers = await Promise.all(
      asked.map(async (path) => `${path} ${(await read(`/audit/tile/${path}`)).status}`),
    );
    expect(answers.filter((answer) => answer.endsWith("200"))).toEqual(["0/000.p/255 200", "1/000.p/2 200"]);
    expect(answers.filter((answer) => answer.endsWith("404"))).toHaveLength(asked.length - 2);
    expect((await read("/audit/tile/1/000.p/2")).bytes).toHaveLength(64);
  });

  it("is one head an hour, however often the job is tried, and moves in the next", async () => {
    const log = sealedLog(server, [folderPlace(folder)]);
    const before = await count("audit_heads");
    await server.sql("update audit_heads set at = at - interval '1 hour'");
    for (let n = 0; n < 3; n += 1) await log.publishHourly();
    expect(await count("audit_heads")).toBe(before + 1);
    expect(await folderPlace(folder).sizes(await origin())).toHaveLength(before + 1);
  });

  it("reaches a second place that was away when it is back, the earlier heads with it", async () => {
    const away = join(folder, "away");
    const broken = { ...folderPlace(away), keep: async () => Promise.reject(new Error("no such disk")) };
    await expect(sealedLog(server, [broken]).publish()).rejects.toThrow("no such disk");
    await sealedLog(server, [folderPlace(away)]).publish();
    const notes = await notesOf(folderPlace(away), await origin());
    const sizes = notes.map((note) => openCheckpoint(note, server.resources.auditKeys.note)?.size);
    expect(sizes).toEqual([256, 512, 768, 1024, 1280]);
    expect((await sealedLog(server, [folderPlace(away)]).verify()).faults).toBe(0);
  });
});

const origin = async () =>
  (await server.sql<{ origin: string }>("select origin from audit_logs"))[0]?.origin ?? "";
