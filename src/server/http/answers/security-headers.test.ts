import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectSecurityHeaders, policyOf } from "../../../../tests/support/expected-headers.ts";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { exchange, firstHeaders } from "../../../../tests/support/raw-http.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { securityHeaders } from "./security-headers.ts";

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer({ HSTS: "on", CORS_ORIGINS: "https://partner.example" });
  client = await person(server);
});
afterAll(() => server.close());

describe("every kind of answer of the API carries the security headers", () => {
  interface Asked {
    readonly method?: string;
    readonly body?: string;
    readonly headers?: Record<string, string>;
    readonly signedIn?: boolean;
  }
  const json = { "content-type": "application/json" };
  const cases: [string, number, string, Asked][] = [
    ["a list", 200, "/api/v1/missions", {}],
    ["what is made", 201, "/api/v1/missions", write(missionInput())],
    ["an empty answer", 204, "/api/v1/auth/logout", { method: "POST" }],
    ["malformed JSON", 400, "/api/v1/missions", { ...write({}), body: "{" }],
    ["wrong fields", 400, "/api/v1/missions", write({})],
    ["an address that is no address", 400, "/api/v1/%zz", {}],
    ["no token", 401, "/api/v1/me", {}],
    ["a forged token", 401, "/api/v1/missions", { headers: { authorization: "Bearer x.y.z" } }],
    ["another site's page", 403, "/api/v1/auth/login", foreign()],
    ["an unknown address", 404, "/api/v1/nothing", {}],
    ["an unknown address outside the API", 404, "/nothing", { headers: { accept: "text/html" } }],
    ["an unknown id", 404, "/api/v1/missions/00000000-0000-7000-8000-000000000000", {}],
    ["an id without end", 404, `/api/v1/missions/${"x".repeat(400)}`, {}],
    ["another method", 405, "/api/v1/missions", { method: "PUT", signedIn: true }],
    ["too large a body", 413, "/api/v1/missions", { ...write({}), body: `"${"x".repeat(70_000)}"` }],
    ["a form", 415, "/api/v1/missions", { ...write({}), headers: { "content-type": "text/html" } }],
    ["HEAD", 200, "/api/v1/missions", { method: "HEAD" }],
    ["HEAD of nothing", 404, "/api/v1/nothing", { method: "HEAD" }],
    ["OPTIONS", 405, "/api/v1/missions", { method: "OPTIONS" }],
    ["a preflight", 204, "/api/v1/missions", preflight("https://partner.example")],
    ["a preflight of a stranger", 405, "/api/v1/missions", preflight("https://stranger.example")],
    ["life", 200, "/livez", {}],
    ["readiness", 200, "/readyz", {}],
    ["health", 200, "/health", {}],
    ["keys", 200, "/.well-known/jwks.json", {}],
    ["the document", 200, "/openapi.json", {}],
    ["the document's page", 200, "/docs", {}],
    ["the document's script", 200, "/docs/static/swagger-initializer.js", {}],
    ["the document's redirect", 302, "/docs/static/index.html", {}],
  ];
  for (const [name, status, path, { signedIn, ...asked }] of cases) {
    test(`${name}: ${status}`, async () => {
      const token = signedIn ? { authorization: `Bearer ${client.token}` } : {};
      const headers = { ...token, ...asked.headers };
      const answer = await fetch(server.url + path, { ...asked, headers, redirect: "manual" });
      expect(answer.status).toBe(status);
      expectSecurityHeaders(name, answer.headers);
    });
  }

  function write(body: unknown): Asked {
    return { method: "POST", body: JSON.stringify(body), headers: json, signedIn: true };
  }
  function foreign(): Asked {
    return { ...write({}), signedIn: false, headers: { ...json, origin: "https://stranger.example" } };
  }
  function preflight(origin: string): Asked {
    return { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } };
  }

  test("304: the caller has these bytes", async () => {
    const first = await fetch(`${server.url}/api/v1/categories`);
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    const again = await fetch(`${server.url}/api/v1/categories`, { headers });
    expect(again.status).toBe(304);
    expectSecurityHeaders("304", again.headers);
  });

  test("429: over a limit", async () => {
    const limited = await server.another({ RATE_LIMITS: "on", RATE_LIMIT_GLOBAL: "1/60" });
    const statuses = [];
    for (const _ of [1, 2, 3]) {
      const answer = await fetch(`${limited.url}/api/v1/categories`);
      statuses.push(answer.status);
      expectSecurityHeaders(String(answer.status), answer.headers);
    }
    expect(statuses).toContain(429);
    await limited.close();
  });

  test("500: a fault of ours", async () => {
    const broken = await startTestServer({ HSTS: "on" });
    await broken.sql("alter table missions rename to elsewhere");
    const answer = await fetch(`${broken.url}/api/v1/missions/00000000-0000-7000-8000-000000000000`);
    const { code } = (await answer.json()) as { code: string };
    expect([answer.status, code]).toEqual([500, "internal"]);
    expectSecurityHeaders("500", answer.headers);
    await broken.close();
  });

  test("503: what arrives on an open connection while the program ends; what was under way is answered", async () => {
    const ending = await server.another();
    const logout = "POST /api/v1/auth/logout HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    const underWay = await halfAsked(ending, `${logout}Content-Length: 2\r\n\r\n{`);
    const late = await halfAsked(ending, "GET /livez HTTP/1.1\r\nHost: ");
    const closed = ending.close();
    await expect.poll(() => ending.app.server.listening).toBe(false);
    const answers = await Promise.all([underWay("}"), late("x\r\n\r\n")]);
    await closed;
    for (const [index, status] of [204, 503].entries()) {
      const answer = { text: answers[index] ?? "", statuses: [], closed: true };
      expect(answer.text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expectSecurityHeaders(String(status), firstHeaders(answer));
      expect(firstHeaders(answer).get("connection")).toBe("close");
    }
    expect(answers[1]).toMatch(/^retry-after: 1\r$/im);
    expect(answers[1]).toContain('"code":"unavailable"');
  });

  /** Once the server has read the first half of a request: what it answers to the second, until it closes. */
  async function halfAsked({ url }: TestServer, half: string): Promise<(rest: string) => Promise<string>> {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    // Read in one piece with a whole request, whose answer shows that the half has been read too.
    socket.write(`GET /livez HTTP/1.1\r\nHost: x\r\n\r\n${half}`);
    await expect.poll(() => text).toContain("alive");
    return async (rest) => {
      text = "";
      socket.write(rest);
      await once(socket, "close");
      return text;
    };
  }
});

describe("what Node's parser refuses is a problem document with the same headers, and the connection ends", () => {
  const host = "Host: x\r\n";
  const cases: [string, number, string, string][] = [
    ["no HTTP", 400, "malformed_request", "NONSENSE\r\n\r\n"],
    ["an unknown method", 400, "malformed_request", `FROBNICATE / HTTP/1.1\r\n${host}\r\n`],
    ["another version", 400, "malformed_request", `GET / HTTP/9.1\r\n${host}\r\n`],
    ["no Host", 400, "malformed_request", "GET /livez HTTP/1.1\r\n\r\n"],
    ["two Hosts", 400, "malformed_request", `GET /livez HTTP/1.1\r\n${host}Host: y\r\n\r\n`],
    ["CONNECT", 405, "method_not_allowed", `CONNECT x:443 HTTP/1.1\r\n${host}\r\n`],
    [
      "headers of 20 KiB",
      431,
      "headers_too_large",
      `GET / HTTP/1.1\r\n${host}X: ${"x".repeat(20_000)}\r\n\r\n`,
    ],
  ];
  for (const [name, status, code, bytes] of cases) {
    test(`${name}: ${status}`, async () => {
      const answer = await exchange(server.url, bytes);
      expect([answer.statuses, answer.closed]).toEqual([[status], true]);
      const headers = firstHeaders(answer);
      expectSecurityHeaders(name, headers);
      expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      expect(headers.get("connection")).toBe("close");
      const [, body = ""] = answer.text.split("\r\n\r\n");
      expect(JSON.parse(body)).toMatchObject({ status, code, requestId: expect.any(String) });
      expect(headers.get("content-length")).toBe(String(body.length));
    });
  }

  test("an expectation that nobody knows is passed over", async () => {
    const bytes = `GET /livez HTTP/1.1\r\n${host}Expect: miracles\r\nConnection: close\r\n\r\n`;
    const answer = await exchange(server.url, bytes);
    expect(answer.statuses).toEqual([200]);
    expectSecurityHeaders("Expect", firstHeaders(answer));
  });
});

test("HSTS is as configured: absent, two years with subdomains, or open for preloading", () => {
  expect(securityHeaders("off")).not.toHaveProperty("strict-transport-security");
  const value = (hsts: "on" | "preload") => securityHeaders(hsts)["strict-transport-security"];
  expect(value("on")).toBe("max-age=63072000; includeSubDomains");
  expect(value("preload")).toBe("max-age=63072000; includeSubDomains; preload");
});

test("an answer of the API shown by a browser does nothing, and its page of documentation runs our scripts alone", async () => {
  const api = await fetch(`${server.url}/api/v1/categories`, { headers: { accept: "text/html" } });
  expect(api.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect([...policyOf(api.headers)].every(([, sources]) => sources === "'none'")).toBe(true);
  const docs = policyOf((await fetch(`${server.url}/docs`)).headers);
  expect([docs.get("script-src"), docs.get("form-action")]).toEqual(["'self'", "'none'"]);
  expect(docs.get("style-src")).toMatch(/^'self' 'sha256-[\w+/]{43}='$/);
});
