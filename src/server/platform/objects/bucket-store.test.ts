import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Relay, startRelay } from "../../../../tests/support/relay.ts";
import { type Swift, type SwiftAddress, startSwift } from "../../../../tests/support/swift/index.ts";
import { readS3Address, type S3Address } from "../s3/address.ts";
import { askingOf } from "../s3/requests.ts";
import { type BucketOptions, bucketStore } from "./bucket-store.ts";
import { ObjectStoreError } from "./object-store.ts";

const PART = 5 * 1024 * 1024;
/** Three parts, cut elsewhere than the stream's chunks. */
const BIG = randomBytes(2 * PART + 12_345);

let swift: Swift;
let relay: Relay;
beforeAll(async () => {
  swift = await startSwift({ pageSize: 3 });
  relay = await startRelay({ host: "127.0.0.1", port: swift.port, database: "", user: "" });
}, 300_000);
afterAll(async () => {
  await relay?.stop();
  await swift?.stop();
});

const addressOf = (changes?: SwiftAddress) => readS3Address(swift.address(changes)) as S3Address;
const open = (changes?: SwiftAddress, options?: BucketOptions) =>
  bucketStore(addressOf(changes), { partBytes: PART, ...options });
const between = () => ({ port: relay.through({ database: "", user: "" }).port as number });
const bytesOf = async (content: Readable) => Buffer.concat(await content.toArray());
const inChunks = (body: Buffer, length: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(body.length / length) }, (_, n) =>
      body.subarray(n * length, (n + 1) * length),
    ),
  );
const refusal = (work: Promise<unknown>): Promise<ObjectStoreError> =>
  work.then(
    () => expect.unreachable("it did not fail"),
    (error) => {
      expect(error).toBeInstanceOf(ObjectStoreError);
      return error;
    },
  );
/** Uploads that were begun and neither finished nor given up. */
const unfinished = async () => {
  const answer = await askingOf(addressOf())({ path: "?uploads=", method: "GET", mostBytes: 1_000_000 });
  expect(answer.status).toBe(200);
  return [...answer.body.toString().matchAll(/<UploadId>/g)].length;
};

describe("what is kept in a bucket of a real server", { timeout: 120_000 }, () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a little", Buffer.from("é")],
    ["a part exactly", BIG.subarray(0, PART)],
    ["two parts exactly", BIG.subarray(0, 2 * PART)],
    ["more", BIG],
  ])("comes back byte for byte: %s", async (what, body) => {
    const name = `back/${what.replaceAll(" ", "-")}`;
    await open().put(name, inChunks(body, 1_000_003));
    expect((await bytesOf(await open().get(name))).equals(body)).toBe(true);
    expect(await open().list(name)).toEqual([{ name, bytes: body.length, at: expect.any(Date) }]);
    expect(await unfinished()).toBe(0);
  });

  it("is listed over several pages by name, and removed, also twice", async () => {
    const names = Array.from({ length: 7 }, (_, n) => `list/${n}`);
    for (const name of names) await open().put(name, Readable.from([Buffer.from(name)]));
    expect((await open().list("list/")).map(({ name }) => name)).toEqual(names);
    await open().remove("list/3");
    await open().remove("list/3");
    expect((await open().list("list/")).map(({ name }) => name)).not.toContain("list/3");
    expect((await refusal(open().get("list/3"))).code).toBe("missing");
  });

  it("is written once: what comes later is refused, in parts or not, and leaves nothing", async () => {
    await open().put("once/it", Readable.from([Buffer.from("first")]));
    for (const body of [Buffer.from("other"), BIG])
      expect((await refusal(open().put("once/it", inChunks(body, 999_999)))).code).toBe("taken");
    expect((await bytesOf(await open().get("once/it"))).toString()).toBe("first");
    expect(await unfinished()).toBe(0);
  });

  it("is not there when its stream fails in the middle", async () => {
    async function* breaking() {
      yield BIG.subarray(0, 2 * PART);
      throw new Error("the source has ended");
    }
    await expect(open().put("broken/it", Readable.from(breaking()))).rejects.toThrow("the source has ended");
    expect(await open().list("broken/")).toEqual([]);
    expect(await unfinished()).toBe(0);
  });

  it("is refused by the server where a byte changed on the way", async () => {
    const wrong = Buffer.from(BIG.subarray(0, 1_000));
    const ask = askingOf(addressOf());
    const answer = await ask({
      ...{ path: "/changed", method: "PUT", body: wrong, mostBytes: 65_536 },
      headers: { "content-md5": Buffer.alloc(16).toString("base64") },
    });
    expect([answer.status, answer.body.toString()]).toEqual([400, expect.stringContaining("BadDigest")]);
  });

  it("is said to be locked when it is, which this server takes the wish for and does not do", async () => {
    const lockedUntil = () => new Date(Date.now() + 60_000);
    await open({}, { lockedUntil }).put("locked/it", Readable.from([Buffer.from("x")]));
    expect(await open().lockedUntil("locked/it")).toBeNull();
    expect((await refusal(open().lockedUntil("locked/none"))).code).toBe("missing");
  });

  it("is one object to its end, or the reading fails", async () => {
    await open().put("same/it", inChunks(BIG, PART));
    const reading = await open().get("same/it");
    await open().remove("same/it");
    await open().put("same/it", inChunks(randomBytes(BIG.length), PART));
    await expect(bytesOf(reading)).rejects.toThrow("holds another object than when it was begun to read");
  });
});

describe("a server that refuses or is away", { timeout: 120_000 }, () => {
  it.each([
    [{ secret: "zqmark-wrong" }, "SignatureDoesNotMatch (the secret is wrong)"],
    [{ key: "zqmark-nobody" }, "SignatureDoesNotMatch (the secret is wrong)"],
    [{ bucket: "nowhere" }, "NoSuchBucket (there is no such bucket)"],
  ])("%j is one line that says why, without key or secret", async (changes, why) => {
    const store = open(changes);
    for (const work of [
      () => store.put("no/small", Readable.from([Buffer.from("x")])),
      () => store.put("no/big", inChunks(BIG, PART)),
      () => store.get("no/small"),
      () => store.list("no/"),
    ]) {
      const { code, message, stack } = await refusal(work());
      expect([code, message]).toEqual(["refused", `${store.place} refuses: ${why}`]);
      expect(`${message}${stack}`).not.toMatch(/zqmark|secret\+of|a%2Fsecret/);
    }
  });

  it("drops the connection in the middle, and the parts that were lost are sent and read again", async () => {
    const store = open(between());
    const drop = async () => {
      await relay.stop();
      await sleep(100);
      await relay.restore();
    };
    async function* dropping() {
      for (let at = 0; at < BIG.length; at += PART) {
        yield BIG.subarray(at, at + PART);
        if (at > 0) await drop();
      }
    }
    await store.put("dropped/it", Readable.from(dropping()));
    const reading = await store.get("dropped/it");
    await drop();
    expect((await bytesOf(reading)).equals(BIG)).toBe(true);
  });

  it("stays away: one line, and no half of an object", async () => {
    const store = open(between());
    async function* leaving() {
      yield BIG.subarray(0, 2 * PART);
      await relay.stop();
      yield BIG.subarray(2 * PART);
    }
    const { code, message } = await refusal(store.put("away/it", Readable.from(leaving())));
    expect([code, message]).toEqual(["refused", `${store.place} cannot be reached (ECONNREFUSED)`]);
    await relay.restore();
    expect(await open().list("away/")).toEqual([]);
  });
});
