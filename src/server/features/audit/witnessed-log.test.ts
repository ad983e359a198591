import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { witnesses as setting } from "../../platform/audit-witnesses.ts";
import { cosign, openCosignature } from "../../platform/proof/cosignature.ts";
import { splitNote, verifierKey } from "../../platform/proof/note.ts";
import { type VerifierKey, verifierKeyOf } from "../../platform/proof/verifier-key.ts";
import { askWitnesses } from "./ask-witnesses.ts";
import { recordAudit } from "./audit.ts";
import { findSealedEntry, proveEntry } from "./entry-proof.ts";
import { publishedHeads } from "./published-log.ts";
import { cutLog } from "./testing/cut-log.ts";
import { type SealedLog, sealedLog } from "./testing/sealed-log.ts";
import { selectWitnessName } from "./witness.ts";

/** The log's own installation, and another one that is its witness. */
let server: TestServer;
let witness: TestServer;
let log: SealedLog;
/** By which the witness cosigns. */
let key: VerifierKey;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  server = await startTestServer();
  log = sealedLog(server, []);
  await act(3);
  await log.publish();
  witness = await startTestServer({ AUDIT_WITNESS_FOR: await logKey() });
  await sealedLog(witness, []).publish();
  const name = (await selectWitnessName(witness.resources.database.writer)) ?? "";
  key = verifierKeyOf(name, "cosignature", witness.resources.auditKeys.witness[0] as VerifierKey["key"]);
  ends.push(server.close, witness.close);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function act(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await server.resources.database.transaction((tx) =>
      recordAudit(tx, systemActor("test", `request-${n}`), {
        action: "party.block",
        resource: { type: "test", id: null },
      }),
    );
}

/** As another operator is given it, by `swideal audit heads`. */
async function logKey(): Promise<string> {
  const [row] = await server.sql<{ origin: string }>("select origin from audit_logs");
  return verifierKey(row?.origin ?? "", server.resources.auditKeys.note[0] as VerifierKey["key"]);
}

const own = () => `${witness.url}/audit ${key.text}`;
const ask = (text = own()) =>
  askWitnesses({ connection: server.resources.database.writer, witnesses: setting.parse(text) });
const cosignedSizes = async () =>
  (await server.sql<{ size: number }>("select size from audit_cosignatures order by size")).map(
    ({ size }) => size,
  );
const witnessed = async () =>
  (await witness.sql<{ size: number }>("select size from audit_witnessed")).map(({ size }) => size);
const checkpoint = async () => (await fetch(`${server.url}/audit/checkpoint`)).text();

describe("a head that was published", () => {
  it("is cosigned by another Swideal, shows it where it is read, and verifies", async () => {
    const before = await checkpoint();
    await ask();
    const after = await checkpoint();
    expect(after.startsWith(before)).toBe(true);
    const { text, signatures } = splitNote(after) ?? { text: "", signatures: [] };
    expect(signatures).toHaveLength(2);
    expect(openCosignature(signatures[1] ?? "", text, key)).toMatchObject({
      line: after.slice(before.length),
    });
    const [head] = await publishedHeads(server.resources.database.writer);
    expect(head?.cosigned).toMatchObject([
      { name: key.name, key: key.text, line: after.slice(before.length) },
    ]);
    const [{ id }] = (await server.sql("select entry_id as id from audit_leaves where leaf = 0")) as [
      { id: string },
    ];
    const parts = { connection: server.resources.database.writer, noteKeys: server.resources.auditKeys.note };
    const proof = await proveEntry(parts, await findSealedEntry(parts.connection, id), null);
    expect(proof.endsWith(after)).toBe(true);
    await ask();
    await act(300);
    await log.publish();
    expect(await checkpoint()).not.toContain(key.name);
    await ask();
    expect(await checkpoint()).toContain(key.name);
    expect([await cosignedSizes(), await witnessed()]).toEqual([[256, 768], [768]]);
    expect(await log.verify()).toMatchObject({ faults: 0, heads: 2 });
  });

  it("is cosigned by whoever can be reached; who was away is asked for the newest alone, once it is back", async () => {
    const away = verifierKeyOf(
      "away.example/witness",
      "cosignature",
      generateKeyPairSync("ed25519").privateKey,
    );
    await expect(ask(`http://127.0.0.1:1/audit ${away.text}, ${own()}`)).rejects.toThrow(
      /^the witness away\.example\/witness cannot be reached/,
    );
    expect(await cosignedSizes()).toEqual([256]);
    for (let hour = 0; hour < 3; hour += 1) await log.publish();
    await ask();
    expect([await cosignedSizes(), await witnessed()]).toEqual([[256, 1024], [1024]]);
    // What it cosigned is known there, though nothing of it is kept here any more.
    await server.sql("delete from audit_cosignatures");
    await ask();
    expect(await cosignedSizes()).toEqual([1024]);
  });

  it("is brought to the witness by the program's own job, and its health tells when none has seen it", async () => {
    await log.publish();
    const asking = await server.another({ AUDIT_WITNESSES: own() });
    ends.push(asking.close);
    // A part is looked at once a second.
    const health = () =>
      expect.poll(async () => (await (await fetch(`${asking.url}/health`)).json()).checks.witnesses.status);
    await health().toBe("healthy");
    await server.sql("update audit_heads set at = at - interval '3 hours'");
    await health().toBe("unhealthy");
    await asking.resources.jobs.start();
    await expect
      .poll(
        async () => {
          await server.sql("insert into pgboss.job (name, data) values ('audit-witnesses', '{}')");
          return cosignedSizes();
        },
        { interval: 1_000, timeout: 60_000 },
      )
      .toEqual([512]);
    await health().toBe("healthy");
  });
});

describe("a log that is not what its witness has seen", () => {
  beforeEach(async () => {
    for (let hour = 0; hour < 2; hour += 1) await log.publish();
    await ask();
    expect(await cosignedSizes()).toEqual([768]);
    await cutLog(server, 256);
    await act(5);
  });

  const forkTo = async (size: number) => {
    const fork = sealedLog(server, []);
    for (let at = 256; at < size; at += 256) await fork.publish();
    const [head] = await publishedHeads(server.resources.database.writer);
    expect(head?.size).toBe(size);
  };

  it("gets no cosignature as long as it is shorter: an older state was put back", async () => {
    await forkTo(512);
    await expect(ask()).rejects.toThrow(
      /has seen 768 leaves of the log .* says 512: an older state was put back/,
    );
    expect([await cosignedSizes(), await witnessed()]).toEqual([[], [768]]);
  });

  it("gets none at the same size, nor beyond it: the head of a fork stays without", async () => {
    await forkTo(768);
    await expect(ask()).rejects.toThrow("it has cosigned another head of the log");
    await forkToNext();
    await expect(ask()).rejects.toThrow("the head does not follow from the last one that it has cosigned");
    expect([await cosignedSizes(), await witnessed()]).toEqual([[], [768]]);
    expect(await checkpoint()).not.toContain(key.name);
  });

  const forkToNext = () => sealedLog(server, []).publish();
});

describe("what somebody says in a witness's place", () => {
  /** Answers each request with this. */
  async function impostor(status: number, answer: (body: string) => string): Promise<string> {
    const http: Server = createServer(async (request, reply) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      reply.writeHead(status, { "content-type": "text/plain" }).end(answer(Buffer.concat(parts).toString()));
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    ends.push(() => new Promise((resolve) => http.close(resolve).closeAllConnections()));
    return `http://127.0.0.1:${(http.address() as AddressInfo).port} ${key.text}`;
  }

  /** What the witness itself has signed, had it seen more than these 256 leaves. */
  const ofLarger = (text: string) => {
    const [signer] = witness.resources.auditKeys.witness;
    return cosign(text.replace("\n256\n", "\n512\n"), key.name, signer as VerifierKey["key"], 1).line;
  };

  it("is kept nowhere unless the key of AUDIT_WITNESSES has signed it, of this head", async () => {
    const another = generateKeyPairSync("ed25519").privateKey;
    const textIn = (body: string) => splitNote(body.slice(body.indexOf("\n\n") + 2))?.text ?? "";
    const cases: [number, (body: string) => string, RegExp][] = [
      [200, (body) => cosign(textIn(body), key.name, another, 1_796_000_000).line, /nothing that its key/],
      // The witness's own, of a head that is larger.
      [200, (body) => ofLarger(textIn(body)), /nothing that its key/],
      [200, () => "", /nothing that its key/],
      [200, () => "x".repeat(100_000), /answers with more than/],
      [409, () => "512\n", /has seen 512 leaves/],
      [409, () => "0\n", /another head of the log/],
      [409, () => "1e3\n", /another head of the log/],
      [302, () => "", /sends elsewhere/],
      [500, () => "", /status 500/],
    ];
    for (const [status, answer, said] of cases)
      await expect(ask(await impostor(status, answer))).rejects.toThrow(said);
    expect(await cosignedSizes()).toEqual([]);
  });

  it("is a finding of a verification, when it was put into the database", async () => {
    await ask();
    expect((await log.verify()).faults).toBe(0);
    await server.sql("update audit_cosignatures set line = replace(line, 'A', 'B')");
    expect((await log.verify()).found.join()).toMatch(
      /the cosignature of \S+\/witness below the head of 256 leaves of the log \S+ does not verify/,
    );
    const text = splitNote(await checkpoint())?.text ?? "";
    await server.sql("update audit_cosignatures set line = $1", [ofLarger(text)]);
    expect((await log.verify()).faults).toBe(1);
  });
});
