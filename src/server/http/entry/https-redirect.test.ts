import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange } from "../../../../tests/support/raw-http.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

const PUBLIC_URL = "https://swideal.example";
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL, TRUSTED_PROXIES: "127.0.0.1,::1", HSTS: "on" });
});
afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string>, method = "GET", at = server) =>
  fetch(at.url + path, { method, headers, redirect: "manual" });

describe("a trusted proxy says that the request came by plain http", () => {
  test("reading is sent to the public address, path and query kept, whatever the Host", async () => {
    for (const method of ["GET", "HEAD"]) {
      for (const path of ["/api/v1/missions?q=a%20b&limit=1", "/", "/nothing", "//evil.example/x"]) {
        const headers = { "x-forwarded-proto": "http", "x-forwarded-host": "evil.example" };
        const answer = await ask(path, headers, method);
        expect([answer.status, answer.headers.get("location")]).toEqual([308, PUBLIC_URL + path]);
        expect(answer.headers.get("strict-transport-security")).toBeNull();
        expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      }
    }
  });

  test("a whole URL as the target keeps its path alone", async () => {
    const { text } = await exchange(
      server.url,
      "GET http://evil.example/livez HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n",
    );
    expect(text).toMatch(/^HTTP\/1\.1 308 /);
    expect(text).toMatch(/^location: https:\/\/swideal\.example\/livez\r$/im);
  });

  test("nothing but a path is sent there: what would end in another host's name is refused", async () => {
    for (const target of [
      "*",
      "http://evil.example",
      "/\\evil.example/x",
      "/@evil.example",
      ".evil.example",
    ]) {
      const { text } = await exchange(
        server.url,
        `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n`,
      );
      const [, location] = /^location: (.*)\r$/im.exec(text) ?? [];
      if (location !== undefined) expect(new URL(location).origin, target).toBe(PUBLIC_URL);
      else expect(text, target).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  test("writing is refused: what it carried has travelled in clear", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await ask("/api/v1/auth/login", { "x-forwarded-proto": "http" }, method);
      expect([method, answer.status]).toEqual([method, 403]);
      expect(answer.headers.get("location")).toBeNull();
    }
  });

  test("the last word is the nearest proxy's: what the client put before it does not count", async () => {
    const answer = await ask("/livez", { "x-forwarded-proto": "https, http" });
    expect(answer.status).toBe(308);
  });
});

test("by https, or without a word of any proxy, requests pass, and browsers are told to stay with https", async () => {
  for (const headers of [{ "x-forwarded-proto": "https" }, {}]) {
    const answer = await ask("/livez", headers);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
  }
});

test("a caller that is no trusted proxy is not believed, whatever it says", async () => {
  for (const TRUSTED_PROXIES of ["", "10.0.0.0/8,2001:db8::/32"]) {
    const alone = await server.another({ TRUSTED_PROXIES });
    for (const word of ["http", "https"]) {
      const answer = await ask(
        "/livez",
        { "x-forwarded-proto": word, "x-forwarded-for": "10.0.0.1" },
        "GET",
        alone,
      );
      expect([TRUSTED_PROXIES, word, answer.status]).toEqual([TRUSTED_PROXIES, word, 200]);
    }
    await alone.close();
  }
});

test("networks are trusted as well as addresses; where people come by http nothing is redirected", async () => {
  const network = await server.another({ TRUSTED_PROXIES: "127.0.0.0/8" });
  expect((await ask("/livez", { "x-forwarded-proto": "http" }, "GET", network)).status).toBe(308);
  await network.close();
  const plain = await server.another({ PUBLIC_URL: "http://swideal.example" });
  expect((await ask("/livez", { "x-forwarded-proto": "http" }, "GET", plain)).status).toBe(200);
  await plain.close();
});
