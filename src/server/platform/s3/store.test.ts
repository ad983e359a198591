import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type S3Server, startS3Server } from "../../../../tests/support/s3-server.ts";
import { OutsideError } from "../outside.ts";
import { readS3Address, type S3Address } from "./address.ts";
import { readListing } from "./listing.ts";
import { openS3 } from "./store.ts";

let server: S3Server;
beforeEach(async () => {
  server = await startS3Server();
});
afterEach(() => server.close());

const store = (changes?: Parameters<S3Server["address"]>[0]) =>
  openS3(readS3Address(server.address(changes)) as S3Address);
const failure = (work: Promise<unknown>): Promise<OutsideError> =>
  work.then(
    () => expect.unreachable("it did not fail"),
    (error) => {
      expect(error).toBeInstanceOf(OutsideError);
      return error;
    },
  );

describe("what is kept in a bucket", () => {
  it("comes back, and is listed over many pages, by requests that a server checks for itself", async () => {
    const s3 = store();
    const keys = Array.from({ length: 7 }, (_, n) => `log_1/000${n}.checkpoint`);
    for (const key of keys) expect(await s3.putNew(key, Buffer.from(`of ${key} é`), "text/plain")).toBe(true);
    expect(await s3.putNew("other", Buffer.from("x"), "text/plain")).toBe(true);
    expect((await s3.list("log_1/")).map(({ key }) => key)).toEqual(keys);
    expect((await s3.get(keys[3] as string, 100))?.toString()).toBe(`of ${keys[3]} é`);
    expect(await s3.get("log_1/none", 100)).toBeNull();
    expect([...server.objects.keys()][0]).toBe(`audit/${keys[0]}`);
    expect(server.asked.filter((one) => one.includes("continuation-token"))).toHaveLength(3);
  });

  it("is refused by that server where a byte of the request is another", async () => {
    const { AwsV4Signer } = await import("aws4fetch");
    const { endpoint, bucket, region, keyId, secret } = readS3Address(server.address()) as S3Address;
    const sign = new AwsV4Signer({
      ...{ method: "PUT", url: `${endpoint}/${bucket}/key`, region, service: "s3" },
      ...{ accessKeyId: keyId, secretAccessKey: secret },
      headers: { "x-amz-content-sha256": "0".repeat(64) },
    });
    const { url, headers } = await sign.sign();
    const send = async (to: string, changes: Record<string, string>) => {
      const all = { ...Object.fromEntries(headers), ...changes };
      return (await fetch(to, { method: "PUT", body: "x", headers: all })).text();
    };
    expect(await send(url.href, {})).toContain("XAmzContentSHA256Mismatch");
    expect(await send(url.href, { "x-amz-acl": "public-read" })).toContain("AccessDenied");
    const right = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    expect(await send(url.href, { "x-amz-content-sha256": right })).toContain("SignatureDoesNotMatch");
    expect(server.objects.size).toBe(0);
  });

  it.each([true, false])(
    "is left as it is when it is there already (conditions known: %s)",
    async (conditions) => {
      await server.close();
      server = await startS3Server({ conditions });
      const s3 = store();
      expect(await s3.putNew("key", Buffer.from("first"), "text/plain")).toBe(true);
      expect(await s3.putNew("key", Buffer.from("second"), "text/plain")).toBe(false);
      expect((await s3.get("key", 100))?.toString()).toBe("first");
    },
  );

  it("is told of when it does not come back as it was", async () => {
    server.answer = ({ method }) => (method === "GET" ? { status: 200, body: "other" } : null);
    expect((await failure(store().putNew("key", Buffer.from("first"), "text/plain"))).message).toContain(
      "does not give back what it took as key",
    );
  });
});

describe("a server that refuses", () => {
  it.each([
    [{ secret: "zqmark-wrong-secret" }, "SignatureDoesNotMatch (the secret is wrong)"],
    [{ keyId: "zqmark-nobody" }, "InvalidAccessKeyId (it does not know the key)"],
    [{ bucket: "nothing" }, "NoSuchBucket (there is no such bucket)"],
  ])("%j is one line that says why, and neither key nor secret", async (changes, why) => {
    const s3 = store(changes);
    for (const work of [s3.list(""), s3.get("key", 10), s3.putNew("key", Buffer.from("x"), "text/plain")]) {
      const { message, stack } = await failure(work);
      expect(message).toBe(`${s3.name} refuses: ${why}`);
      expect(`${message}${stack}`).not.toMatch(/zqmark|AKIA|secret\+|\n/);
    }
  });

  it("sends elsewhere and is not followed, says too much and is not heard out, is away and is named", async () => {
    server.answer = () => ({ status: 307, headers: { location: "http://169.254.169.254/latest/meta-data" } });
    expect((await failure(store().get("key", 10))).message).toContain("sends elsewhere (307)");
    server.answer = () => ({ status: 200, body: "x".repeat(100_000) });
    expect((await failure(store().get("key", 10))).message).toContain("more than");
    server.answer = () => ({ status: 403, body: "<Error><Code>x\n&lt;y</Code></Error>" });
    expect((await failure(store().get("key", 10))).message).toContain("refuses: status 403");
    server.away = true;
    expect((await failure(store().list(""))).message).toMatch(
      /^s3:\/\/127\.0\.0\.1:\d+\/heads\/audit cannot be reached/,
    );
  });
});

describe("a list from a server that means no good", () => {
  const result = (inner: string) => `<ListBucketResult>${inner}</ListBucketResult>`;
  const rest = "<Size>7</Size><LastModified>2026-11-30T10:00:00.000Z</LastModified>";
  const contents = (key: string) => `<Contents><Key>${key}</Key>${rest}</Contents>`;
  const listed = (key: string) => ({ key, bytes: 7, at: new Date("2026-11-30T10:00:00Z") });

  it("is read where it is one", () => {
    expect(readListing(result(contents("a&amp;lt;b") + contents("c")))).toEqual({
      objects: [listed("a&lt;b"), listed("c")],
      next: null,
    });
    expect(
      readListing(result("<IsTruncated>true</IsTruncated><NextContinuationToken>t=</NextContinuationToken>")),
    ).toEqual({ objects: [], next: "t=" });
  });

  it.each([
    ["", "nothing"],
    ["<html></html>", "another document"],
    [`<!DOCTYPE x [<!ENTITY a "b">]>${result("")}`, "a declaration"],
    [result("<!--"), "a comment"],
    [result("<Contents><Key>a</Key>"), "an element without an end"],
    [result(`<Contents>${rest}</Contents>`), "an object without a key"],
    [result(`<Contents><Key><b/></Key>${rest}</Contents>`), "a key that is no text"],
    [result("<Contents><Key>a</Key></Contents>"), "an object without a size and a time"],
    [result(contents("a").replace("7", "-7")), "a size that is none"],
    [result(contents("a").replace("2026", "someday")), "a time that is none"],
    [result("<IsTruncated>true</IsTruncated>"), "more, and no way to it"],
  ])("is refused: %# (%s)", (xml) => {
    expect(readListing(xml)).toBeNull();
  });

  it("is no list where it only repeats itself, and one that never ends is given up", async () => {
    expect(readListing(result("<Contents>".repeat(400_000)))).toBeNull();
    server.answer = () => ({
      status: 200,
      body: result(
        `<IsTruncated>true</IsTruncated>${contents("audit/a")}${contents("elsewhere/b")}<NextContinuationToken>t</NextContinuationToken>`,
      ),
    });
    expect((await failure(store().list(""))).message).toContain("more than 200 pages");
    expect(server.asked).toHaveLength(200);
  });
});
