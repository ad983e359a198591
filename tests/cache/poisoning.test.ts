import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuiltPages, pagesFolder } from "../../src/cli/build-pages.ts";
import { missionInput, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let client: Person;
let missionId: string;
beforeAll(async () => {
  await ensureBuiltPages(() => {});
  server = await startTestServer({ PUBLIC_URL: "http://swideal.example" }, { pagesFolder });
  client = await person(server);
  const { body } = await client.post("/missions", { ...missionInput(), publish: true });
  missionId = body.id;
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Unlike fetch, sends any header and any path. */
const send = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const sent = request({ hostname, port, path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on("error", reject).end();
  });

const paths = () => [
  "/",
  "/recherche?q=toiture",
  `/missions/${missionId}`,
  "/api/v1/missions",
  `/api/v1/missions/${missionId}`,
];

const STRANGE: Record<string, string>[] = [
  { host: "evil.example" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" },
  { "x-original-url": "/compte", "x-rewrite-url": "/compte" },
  { "x-http-method-override": "POST", "x-method-override": "DELETE" },
  { "accept-language": "en", accept: "application/xml", "accept-charset": "utf-16" },
  { cookie: "session=evil; locale=en", "user-agent": "<script>alert(1)</script>" },
  { origin: "https://evil.example", referer: "https://evil.example/" },
  { range: "bytes=0-9", "if-range": '"x"' },
  { "cache-control": "no-cache, max-age=0", pragma: "no-cache" },
  { "x-swideal-inner": "evil" },
];

describe("what is kept for everyone", () => {
  test("is what nobody's headers changed, whoever asks first", async () => {
    for (const headers of STRANGE) {
      // Makes whatever is kept old, so that the strange request is the one that loads.
      await client.patch(`/missions/${missionId}`, { title: `Couvrir une toiture ${Math.random()}` });
      for (const path of paths()) {
        const strange = await send(path, headers);
        const plain = await send(path);
        expect(plain.status).toBe(200);
        expect(strange.text, `${path} ${JSON.stringify(headers)}`).toBe(plain.text);
        expect(strange.headers.etag).toBe(plain.headers.etag);
        expect(plain.text).not.toContain("evil");
        expect(Number(plain.headers["content-length"])).toBe(Buffer.byteLength(plain.text));
      }
    }
  });

  test("is in the language of who asks, however often another asked before", async () => {
    const path = "/api/v1/missions/suggest?q=pl";
    const french = [];
    for (let time = 0; time < 3; time++) french.push((await send(path, { "accept-language": "fr" })).text);
    const english = await send(path, { "accept-language": "en" });
    expect(new Set(french).size).toBe(1);
    expect(french[0]).toContain("Plomberie");
    expect(english.text).toContain("Plumbing");
    expect((await send(path, { "accept-language": "fr" })).text).toBe(french[0]);
  });

  test("is kept once, whatever is added to its address", async () => {
    for (const path of paths()) await send(path);
    const before = server.resources.cache.bytes;
    for (let index = 0; index < 100; index++) {
      for (const path of paths()) {
        const plain = await send(path);
        const odd = await send(`${path}${path.includes("?") ? "&" : "?"}utm_${index}=${"x".repeat(index)}`);
        expect(odd.text).toBe(plain.text);
      }
    }
    // Each of the five anew, at most, where it was no longer fresh; never a hundred times.
    expect(server.resources.cache.bytes).toBeLessThan(before * 2 + 10_000);
  });

  test("is no answer to whoever shows a token that is bad, or sends a body", async () => {
    const path = "/api/v1/missions";
    expect((await send(path)).status).toBe(200);
    expect((await send(path, { authorization: "Bearer nonsense" })).status).toBe(401);
    expect((await send(path, { authorization: "nonsense" })).status).toBe(401);
    expect((await send(path, { "content-length": "0" })).status).toBe(200);
    expect((await send(path)).status).toBe(200);
  });

  test("is answered to HEAD and to conditional requests as to any other", async () => {
    for (const path of paths()) {
      const whole = await send(path);
      const head = await send(path, {}, "HEAD");
      expect([head.status, head.text]).toEqual([200, ""]);
      expect(head.headers.etag).toBe(whole.headers.etag);
      for (const encoding of ["identity", "gzip", "br"]) {
        const full = await send(path, { "accept-encoding": encoding });
        const etag = full.headers.etag as string;
        const same = await send(path, { "accept-encoding": encoding, "if-none-match": `"other", W/${etag}` });
        expect([same.status, same.text]).toEqual([304, ""]);
        for (const name of ["etag", "vary", "cache-control", "content-security-policy"]) {
          expect(same.headers[name], name).toBe(full.headers[name]);
        }
        const other = await send(path, { "accept-encoding": encoding, "if-none-match": '"other"' });
        expect(other.status).toBe(200);
      }
    }
  });

  test("carries the same headers when it is kept as when it is made", async () => {
    await client.patch(`/missions/${missionId}`, { title: "Refaire un pignon" });
    const except = ({ date: _, ...headers }: Answer["headers"]) => headers;
    for (const path of paths()) {
      const made = await send(path, { "accept-encoding": "br" });
      await send(path, { "accept-encoding": "br" });
      const kept = await send(path, { "accept-encoding": "br" });
      expect(except(kept.headers), path).toEqual(except(made.headers));
    }
  });
});
