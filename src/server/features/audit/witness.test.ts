import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { openCosignature } from "../../platform/proof/cosignature.ts";
import { rootOf } from "../../platform/proof/merkle.ts";
import { splitNote } from "../../platform/proof/note.ts";
import { type VerifierKey, verifierKeyOf } from "../../platform/proof/verifier-key.ts";
import { type ForeignLog, foreignLog, leavesOf, postTo } from "./testing/foreign-log.ts";

const RACES = 12;

const log = foreignLog("journal.example/1/log/1");
const mute = foreignLog("journal.example/2/log/1");
const hostile = foreignLog("journal.example/3/log/1");
const races = Array.from({ length: RACES }, (_, n) => foreignLog(`course.example/${n}/log/1`));
const unknown = foreignLog("inconnu.example/1/log/1");

let witness: TestServer;
let other: TestServer;
/** By which the witness cosigns. */
let key: VerifierKey;
beforeAll(async () => {
  const logs = [log, mute, hostile, ...races].map((one) => one.key);
  witness = await startTestServer({
    AUDIT_WITNESS_FOR: logs.join(", "),
    PUBLIC_URL: "http://temoin.example",
  });
  other = await witness.another();
  expect((await postTo(witness, await mute.request(leavesOf(1), 0))).status).toBe(200);
  const [own] = await witness.sql<{ origin: string }>("select origin from audit_logs");
  const name = own?.origin.replace(/log\/1$/, "witness") ?? "";
  expect(name).toMatch(/^temoin\.example\/[0-9a-f]{8}\/witness$/);
  key = verifierKeyOf(name, "cosignature", witness.resources.auditKeys.witness[0] as VerifierKey["key"]);
});
afterAll(async () => {
  await other.close();
  await witness.close();
});

const textOf = (note: string) => splitNote(note)?.text ?? "";
const seen = async (one: ForeignLog) =>
  (await witness.sql("select size, root, note from audit_witnessed where origin = $1", [one.origin]))[0];

describe("a log that grows", () => {
  it("gets a cosignature of each head; where it does not know what was cosigned last, it is told", async () => {
    const before = Math.floor(Date.now() / 1_000) - 5;
    const sizes = [1, 256, 257, 700];
    let old = 0;
    for (const size of sizes) {
      const request = await log.request(leavesOf(size), old);
      if (old > 0)
        expect(await postTo(other, await log.request(leavesOf(size), 0))).toEqual({
          status: 409,
          type: "text/x.tlog.size",
          text: `${old}\n`,
        });
      const answer = await postTo(size % 2 === 0 ? witness : other, request);
      expect([size, answer.status]).toEqual([size, 200]);
      expect(answer.text).toMatch(
        /^— temoin\.example\/[0-9a-f]{8}\/witness [A-Za-z0-9+/]{101}[A-Za-z0-9+/=]{3}\n$/,
      );
      const said = openCosignature(answer.text, textOf(log.head(leavesOf(size))), key);
      expect(said?.seconds).toBeGreaterThanOrEqual(before);
      expect(await seen(log)).toMatchObject({ size, root: rootOf(leavesOf(size)) });
      old = size;
    }
  });

  it("gets one again for the head that was cosigned last; the log of actions holds each head once", async () => {
    const answer = await postTo(witness, await log.request(leavesOf(700), 700));
    expect(openCosignature(answer.text, textOf(log.head(leavesOf(700))), key)).not.toBeNull();
    const entries = await witness.sql<{ size: number }>(
      `select (changes ->> 'size')::int as size from audit_entries join audit_details on entry_id = id
       where action = 'audit.cosign' and result = 'done' and changes ->> 'origin' = $1 order by at`,
      [log.origin],
    );
    expect(entries.map(({ size }) => size)).toEqual([1, 256, 257, 700]);
  });

  it("gets one for lines that follow its root, and those are signed too", async () => {
    const note = mute.head(leavesOf(1), "more\n");
    const { text } = await postTo(witness, `old 1\n\n${note}`);
    expect(openCosignature(text, textOf(note), key)).not.toBeNull();
    expect(openCosignature(text, textOf(mute.head(leavesOf(1))), key)).toBeNull();
    expect((await postTo(witness, `old 1\n\n${note.replace("more", "less")}`)).status).toBe(403);
  });
});

describe("what is no growth of what was cosigned", () => {
  it("is refused, and nothing of it is remembered: another root, another past, no proof, a wrong one, less", async () => {
    const before = await seen(log);
    const forked = [...leavesOf(600), ...leavesOf(100, "forked")];
    const longer = [...leavesOf(600), ...leavesOf(200, "forked")];
    const grown = await log.request(leavesOf(800), 700);
    const lines = grown.split("\n");
    const codeOf = async (body: string) => {
      const { status, text } = await postTo(witness, body);
      return [status, text.startsWith("{") ? JSON.parse(text).code : text];
    };
    expect(await codeOf(await log.request(forked, 700))).toEqual([409, "contradicted_checkpoint"]);
    expect(await codeOf(await log.request(longer, 700))).toEqual([422, "unproven_checkpoint"]);
    expect(await codeOf(await log.request(longer, 256))).toEqual([409, "700\n"]);
    expect(await codeOf(await log.request(leavesOf(500), 257))).toEqual([409, "700\n"]);
    expect(await codeOf([lines[0], ...lines.slice(lines.indexOf(""))].join("\n"))).toEqual([
      422,
      "unproven_checkpoint",
    ]);
    expect(await codeOf([lines[0], lines[1], ...lines.slice(1)].join("\n"))).toEqual([
      422,
      "unproven_checkpoint",
    ]);
    expect(await codeOf((await log.request(leavesOf(700), 700)).replace("\n", `\n${lines[1]}\n`))).toEqual([
      422,
      "unproven_checkpoint",
    ]);
    expect(await seen(log)).toEqual(before);
    await expect
      .poll(async () =>
        (
          await witness.sql<{ reason: string }>(
            `select distinct changes ->> 'reason' as reason from audit_entries join audit_details on entry_id = id
           where action = 'audit.cosign' and result = 'refused' order by 1`,
          )
        ).map(({ reason }) => reason),
      )
      .toEqual(expect.arrayContaining(["contradicted_checkpoint", "unproven_checkpoint"]));
  });

  it("by two instances that are asked at once is cosigned once: of two heads of one size never both", async () => {
    /** Asks both instances for both heads at once; gives the history that was cosigned. */
    const compete = async (race: ForeignLog, heads: readonly Buffer[][], old: number): Promise<Buffer[]> => {
      const asked = await Promise.all(
        [...heads, ...heads].flatMap((leaves) =>
          [witness, other].map(async (one) => postTo(one, await race.request(leaves, old))),
        ),
      );
      expect(asked.map(({ status }) => status).filter((status) => status !== 409)).toEqual([200]);
      const signed = heads.filter((leaves) =>
        asked.some(({ text }) => openCosignature(text, textOf(race.head(leaves)), key) !== null),
      );
      expect(signed).toHaveLength(1);
      const [loser = []] = heads.filter((leaves) => leaves !== signed[0]);
      expect((await postTo(witness, await race.request(loser, loser.length))).status).toBe(409);
      return signed[0] ?? [];
    };
    for (const race of races) {
      const first = await compete(race, [leavesOf(256, "one"), leavesOf(256, "other")], 0);
      // Of a log that is known already as well.
      const forks = ["a", "b"].map((of) => [...first, ...leavesOf(256, of)]);
      await compete(race, forks, 256);
    }
  });

  it("is refused by the database too: what was cosigned goes neither back nor away, whatever the program asks for", async () => {
    const { writer } = witness.resources.database;
    for (const statement of [
      sql`update audit_witnessed set size = 256 where origin = ${log.origin}`,
      sql`update audit_witnessed set root = decode(repeat('00', 32), 'hex') where origin = ${log.origin}`,
      sql`update audit_witnessed set origin = 'other', size = size + 1 where origin = ${log.origin}`,
      sql`delete from audit_witnessed`,
    ])
      await expect(statement.execute(writer)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("who asks", () => {
  it("is known by the log's key alone: another log's, another key's and nobody's head are refused", async () => {
    const leaves = leavesOf(3);
    expect((await postTo(witness, await unknown.request(leaves, 0))).status).toBe(404);
    const impostor = foreignLog(hostile.origin);
    expect((await postTo(witness, await impostor.request(leaves, 0))).status).toBe(403);
    const note = hostile.head(leaves);
    const resigned = note.replace(/\n— .*\n$/, `\n— ${hostile.origin} AAAAAAAA\n`);
    expect((await postTo(witness, `old 0\n\n${resigned}`)).status).toBe(403);
    // Signatures that nobody here knows are passed over.
    const more = note.replace(/\n— /, `\n— ${unknown.origin} AAAAAAAA\n— `);
    expect((await postTo(witness, `old 0\n\n${more}`)).status).toBe(200);
    expect(await seen(unknown)).toBeUndefined();
  });

  it("finds no such address where no log is cosigned", async () => {
    const plain = await startTestServer();
    expect((await postTo(plain, await log.request(leavesOf(1), 0))).status).toBe(404);
    expect((await postTo(plain, "nothing")).status).toBe(404);
    await plain.close();
    expect((await fetch(`${witness.url}/audit/add-checkpoint`)).status).toBe(405);
  });

  it("goes on by an older key of the witness after AUDIT_KEY was changed: each key signs", async () => {
    const [old = ""] = witness.resources.secrets.auditKeys;
    const renewed = await witness.another({ AUDIT_KEY: `${"n".repeat(43)},${old}` });
    const { text } = await postTo(renewed, await log.request(leavesOf(700), 700));
    const keys = renewed.resources.auditKeys.witness;
    expect(text.split("\n")).toHaveLength(3);
    for (const one of keys)
      expect(
        openCosignature(text, textOf(log.head(leavesOf(700))), verifierKeyOf(key.name, "cosignature", one)),
      ).not.toBeNull();
    await renewed.close();
  });
});

describe("a body that is no request", () => {
  it("is refused as such, whatever it holds", async () => {
    const good = await hostile.request(leavesOf(5), 3);
    const [first = "", ...rest] = good.split("\n");
    const hash = rest[0] ?? "";
    const tooMany = `old 3\n${`${hash}\n`.repeat(64)}\n${hostile.head(leavesOf(5))}`;
    const wrong: (string | Uint8Array<ArrayBuffer>)[] = [
      ...["", "\n", "\n\n", "old 0", "old 0\n", "old 0\n\n", "old 0\n\n\n\n", tooMany],
      ...[
        "old",
        "old ",
        "old 03",
        "old -1",
        "old 3 ",
        "Old 3",
        "old 3.0",
        "old 1e3",
        "old 9007199254740993",
      ].map((line) => [line, ...rest].join("\n")),
      // Larger than the head.
      ["old 6", ...rest].join("\n"),
      [first, `${hash}=`, ...rest.slice(1)].join("\n"),
      [first, hash.slice(0, -2), ...rest.slice(1)].join("\n"),
      [first, "", ...rest].join("\n"),
      good.replaceAll("\n", "\r\n"),
      good.replace("\n5\n", "\n05\n"),
      good.replace("\n5\n", "\n5"),
      good.replace("\n5\n", "\n18446744073709551615\n"),
      good.slice(0, -1),
      good.replace("—", "-"),
      `${good}\u0000`,
      Uint8Array.from([...new TextEncoder().encode(good), 0xff, 0x0a]),
    ];
    for (const body of wrong) {
      const { status, text } = await postTo(witness, body);
      expect([body, status, JSON.parse(text).code]).toEqual([body, 400, "malformed_checkpoint"]);
    }
    expect((await postTo(witness, "old 0\n\n".padEnd(70_000, "x"))).status).toBe(413);
    expect((await postTo(witness, good)).status).toBe(200);
  });

  it("meets no fault of the program, wherever a good one is cut, doubled or altered", {
    timeout: 120_000,
  }, async () => {
    const good = Buffer.from(await hostile.request(leavesOf(9), 3));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length),
        fc.nat(good.length),
        fc.uint8Array({ maxLength: 8 }),
        async (one, two, bytes) => {
          const [from, to] = [Math.min(one, two), Math.max(one, two)];
          const body = Buffer.concat([good.subarray(0, from), bytes, good.subarray(one > two ? from : to)]);
          const { status } = await postTo(witness, Uint8Array.from(body));
          expect([400, 403, 404, 409, 422]).toContain(status);
        },
      ),
      { numRuns: 300 },
    );
    expect((await postTo(witness, good)).text).toBe("5\n");
  });
});
