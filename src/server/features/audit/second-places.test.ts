import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Receiver,
  type S3Server,
  startReceiver,
  startS3Server,
} from "../../../../tests/support/s3-server.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { headsPlaces } from "../../platform/audit-heads.ts";
import { OutsideError } from "../../platform/outside.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import { recordAudit } from "./audit.ts";
import { openPlaces } from "./open-places.ts";
import { folderPlace, notesOf, type SecondPlace } from "./second-places.ts";
import { cutLog } from "./testing/cut-log.ts";
import { type SealedLog, sealedLog } from "./testing/sealed-log.ts";

const SECRET = "zqmark-of-the-webhook,@/";

let server: TestServer;
let s3: S3Server;
let receiver: Receiver;
let folder: string;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  [server, s3, receiver] = await Promise.all([startTestServer(), startS3Server(), startReceiver(SECRET)]);
  folder = await mkdtemp(join(tmpdir(), "swideal-heads-"));
  ends.push(server.close, s3.close, receiver.close, () => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** An instance of the program, as far as the log is concerned, by what AUDIT_HEADS says. */
function instance(...addresses: string[]): SealedLog & { readonly places: readonly SecondPlace[] } {
  const { places, listeners } = openPlaces(headsPlaces.parse(addresses.join(",")));
  return { ...sealedLog(server, places, listeners), places };
}

const act = (times = 1) =>
  Promise.all(
    Array.from({ length: times }, (_, at) =>
      server.resources.database.transaction((tx) =>
        recordAudit(tx, systemActor("test", `request-${at}`), {
          action: "party.block",
          resource: { type: "test", id: null },
        }),
      ),
    ),
  );
/** An hour goes by, in which something happens, and the job of the full hour is tried. */
async function hour(log: SealedLog): Promise<void> {
  await act();
  await server.sql("update audit_heads set at = at - interval '1 hour'");
  await log.seal();
  await log.publishHourly();
}
const origin = async () =>
  (await server.sql<{ origin: string }>("select origin from audit_logs"))[0]?.origin ?? "";
const published = async () =>
  (await server.sql<{ note: string }>("select note from audit_heads order by size")).map(({ note }) => note);
const sizeOf = (note: string) => openCheckpoint(note, server.resources.auditKeys.note)?.size;

describe("a bucket", () => {
  it("holds the heads that a folder holds, by the same names, and one that is there is left as it is", async () => {
    const log = instance(folder, s3.address());
    for (let n = 0; n < 3; n += 1) await hour(log);
    const [inFolder, inBucket] = await Promise.all(
      log.places.map(async (place) => notesOf(place, await origin())),
    );
    expect(inBucket).toEqual(inFolder);
    expect(inBucket).toEqual(await published());
    expect(await log.verify()).toMatchObject({ heads: 9, faults: 0 });

    const [key = ""] = [...s3.objects.keys()];
    expect(key).toMatch(/^audit\/[\w.-]+\/0000000000000256\.checkpoint$/);
    s3.objects.set(key, Buffer.from("somebody else's"));
    await log.places[1]?.keep(await origin(), 256, inFolder?.[0] ?? "");
    await hour(log);
    expect(s3.objects.get(key)?.toString()).toBe("somebody else's");
    expect((await log.verify()).found[0]).toContain(
      `a head in ${log.places[1]?.name} is signed by no key of AUDIT_KEY`,
    );
  });

  it("shows that the log was shortened, by whoever has the database and the keys", async () => {
    const log = instance(s3.address());
    await hour(log);
    await hour(log);
    await cutLog(server, 256);
    expect((await log.verify([])).found).toEqual([]);
    expect((await log.verify()).found[0]).toMatch(
      /has 256 leaves and a head in s3:\/\/127\.0\.0\.1:\d+\/heads\/audit says 512/,
    );
    // Nor does a program that has not seen the log before go on from there.
    await act();
    await expect(instance(s3.address()).seal()).rejects.toThrow("its last head says 512");
  });

  it("that takes nothing for hours has every head of them afterwards; others had theirs meanwhile", async () => {
    const log = instance(s3.address(), folder, receiver.url);
    await hour(log);
    s3.answer = ({ method }) =>
      method === "PUT" ? { status: 403, body: "<Code>AccessDenied</Code>" } : null;
    for (let n = 0; n < 3; n += 1)
      await expect(hour(log)).rejects.toThrow(/^s3:\S+ refuses: AccessDenied \(the key may not do this\)$/);
    expect(s3.objects.size).toBe(1);
    expect(await folderPlace(folder).sizes(await origin())).toEqual([256, 512, 768, 1024]);
    expect(receiver.told).toHaveLength(4);
    s3.answer = null;
    await hour(log);
    expect(await notesOf(log.places[0] as SecondPlace, await origin())).toEqual(await published());
    expect(s3.objects.size).toBe(5);
  });

  it("that is away altogether keeps the log from being published and not from being sealed, until it is back", async () => {
    const log = instance(s3.address(), receiver.url);
    await hour(log);
    receiver.status = 503;
    await hour(log).catch(() => {});
    receiver.status = 204;
    s3.away = true;
    for (let n = 0; n < 2; n += 1) await expect(hour(log)).rejects.toThrow("cannot be reached");
    expect(await published()).toHaveLength(2);
    expect(await server.sql("select from audit_unsealed")).toEqual([]);
    // What was signed before leaves all the same.
    expect(receiver.told).toHaveLength(2);

    // One that starts meanwhile cannot know whether an older state was put back, and is in nobody's way.
    await act();
    const young = instance(s3.address());
    await expect(young.seal()).rejects.toThrow("cannot be reached");
    expect(await server.sql("select from audit_unsealed")).toHaveLength(1);
    await log.seal();
    expect(await server.sql("select from audit_unsealed")).toEqual([]);

    s3.away = false;
    await hour(log);
    await act();
    await young.seal();
    expect(await log.verify()).toMatchObject({ heads: 6, faults: 0 });
  });

  it("with a wrong secret is one line of the program's log, which holds neither trace nor secret", async () => {
    const lines: string[] = [];
    const wrong = "zqmark-wrong-secret-b7";
    const program = await startTestServer(
      { AUDIT_HEADS: s3.address({ secret: wrong }), LOG_LEVEL: "debug" },
      { jobs: true, onLogLine: (line) => void lines.push(line) },
    );
    ends.unshift(program.close);
    await program.sql("insert into pgboss.job (name, data) values ('audit-heads', '{}')");
    await expect
      .poll(() => lines.filter((line) => line.includes("the secret is wrong")).length)
      .toBeGreaterThan(0);
    const said = lines.filter((line) => line.includes("the secret is wrong"));
    for (const line of said) {
      expect(line).toContain("a job failed");
      expect(line).not.toMatch(/\\n|node:internal|file:/);
    }
    expect(lines.join()).not.toContain(wrong);
  });
});

describe("a webhook", () => {
  it("is told of each head once, in order, signed; of those of hours in which it was away when it is back", async () => {
    const log = instance(receiver.url);
    await hour(log);
    for (const status of [503, 404, 302]) {
      receiver.status = status;
      receiver.headers = { location: s3.address().replace(/^s3:.*@/, "http://") };
      const failed = await hour(log).catch((error: Error) => error);
      expect(failed).toBeInstanceOf(OutsideError);
      expect(`${(failed as Error).message}`).toMatch(/^http:\/\/127\.0\.0\.1:\d+#[0-9a-f]{8} /);
    }
    // It followed nobody.
    expect(s3.asked).toEqual([]);
    receiver.status = 204;
    await hour(log);
    await log.publishHourly();
    const name = await origin();
    expect(receiver.told).toEqual(
      (await published()).map((note) => ({ log: name, size: sizeOf(note), note, signed: true })),
    );
    expect(receiver.told).toHaveLength(5);
  });

  it("named anew is told of everything that was published before, and another one's memory stays", async () => {
    await hour(instance(receiver.url));
    await hour(instance());
    const other = await startReceiver(SECRET);
    ends.push(other.close);
    await hour(instance(receiver.url, other.url));
    expect([receiver.told, other.told].map((told) => told.map(({ size }) => size))).toEqual([
      [256, 512, 768],
      [256, 512, 768],
    ]);
    const memory = JSON.stringify(await server.sql("select * from audit_told"));
    expect(memory).not.toMatch(/zqmark|a-token/);
  });
});
