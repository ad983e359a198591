import { METHODS } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange } from "../../../../tests/support/raw-http.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const send = (...parts: string[]) => exchange(server.url, parts);
const LOGOUT = "POST /api/v1/auth/logout HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const LIVEZ = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

describe("a request whose end two readers could see in two places is refused, and nothing after it is read", () => {
  const cases: [string, string][] = [
    [
      "length and chunks",
      `${LOGOUT}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${LIVEZ}`,
    ],
    [
      "chunks and length",
      `${LOGOUT}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${LIVEZ}`,
    ],
    ["two lengths", `${LOGOUT}Content-Length: 0\r\nContent-Length: ${LIVEZ.length}\r\n\r\n${LIVEZ}`],
    ["one length twice", `${LOGOUT}Content-Length: 0\r\nContent-Length: 0\r\n\r\n${LIVEZ}`],
    ["a list of lengths", `${LOGOUT}Content-Length: 0, 0\r\n\r\n${LIVEZ}`],
    ["a signed length", `${LOGOUT}Content-Length: +0\r\n\r\n${LIVEZ}`],
    ["a negative length", `${LOGOUT}Content-Length: -1\r\n\r\n${LIVEZ}`],
    ["a hexadecimal length", `${LOGOUT}Content-Length: 0x0\r\n\r\n${LIVEZ}`],
    ["an empty length", `${LOGOUT}Content-Length: \r\n\r\n${LIVEZ}`],
    ["a length beyond numbers", `${LOGOUT}Content-Length: 18446744073709551616\r\n\r\n${LIVEZ}`],
    ["an unknown coding", `${LOGOUT}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${LIVEZ}`],
    ["chunks not last", `${LOGOUT}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${LIVEZ}`],
    ["identity", `${LOGOUT}Transfer-Encoding: identity\r\n\r\n${LIVEZ}`],
    ["two codings", `${LOGOUT}Transfer-Encoding: chunked\r\nTransfer-Encoding: cow\r\n\r\n0\r\n\r\n${LIVEZ}`],
    ["a blank before the colon", `${LOGOUT}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${LIVEZ}`],
    ["a folded header", `${LOGOUT}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${LIVEZ}`],
    ["a blank before the name", `${LOGOUT} Content-Length: 0\r\n\r\n${LIVEZ}`],
    ["a vertical tab in the coding", `${LOGOUT}Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n${LIVEZ}`],
    ["lines that end without CR", `${LOGOUT.replaceAll("\r\n", "\n")}Content-Length: 0\n\n${LIVEZ}`],
    ["one line that ends without CR", `${LOGOUT}X: y\nContent-Length: 0\r\n\r\n${LIVEZ}`],
    ["a line that ends without LF", `${LOGOUT}X: y\rContent-Length: 0\r\n\r\n${LIVEZ}`],
    ["NUL in a header", `${LOGOUT}X: a\u0000b\r\nContent-Length: 0\r\n\r\n${LIVEZ}`],
    ["a header without a name", `${LOGOUT}: y\r\nContent-Length: 0\r\n\r\n${LIVEZ}`],
    ["a chunk that ends without CR", chunked(`2\r\n{}\n0\r\n\r\n${LIVEZ}`)],
    ["a chunk's size that ends without CR", chunked(`2\n{}\r\n0\r\n\r\n${LIVEZ}`)],
    ["a chunk longer than it says", chunked(`1\r\n{}\r\n0\r\n\r\n${LIVEZ}`)],
    ["a chunk's size that is no number", chunked(`0x2\r\n{}\r\n0\r\n\r\n${LIVEZ}`)],
    ["a chunk's size beyond numbers", chunked(`fffffffffffffffff2\r\n{}\r\n0\r\n\r\n${LIVEZ}`)],
    ["20 KiB of chunk extensions", chunked(`2;${"x".repeat(20_000)}\r\n{}\r\n0\r\n\r\n${LIVEZ}`)],
  ];
  for (const [name, bytes] of cases) {
    test(name, async () => {
      const { statuses, closed, text } = await send(bytes);
      expect([statuses.length, closed], text).toEqual([1, true]);
      expect([400, 413]).toContain(statuses[0]);
      expect(text).not.toContain("alive");
      expect((await exchange(server.url, LIVEZ)).statuses).toEqual([200]);
    });
  }

  function chunked(body: string): string {
    return `${LOGOUT}Transfer-Encoding: chunked\r\n\r\n${body}`;
  }
});

describe("what a request is for", () => {
  const asked = async (line: string, fields = "") => {
    const { statuses, text } = await send(`${line}\r\nHost: x\r\nConnection: close\r\n${fields}\r\n`);
    return { status: statuses[0], text };
  };

  test.each([
    "GET *",
    "HEAD *",
    "POST *",
    "GET x",
    "GET localhost:3000",
    "GET http:///livez",
    "GET ftp://x/livez",
    "GET **",
  ])("%s is no target: 400", async (line) => {
    const { status, text } = await asked(`${line} HTTP/1.1`);
    expect(status, text).toBe(400);
    expect(text).not.toContain("<html");
  });

  test("a whole URL is read by its path, whoever it names, and * stands for the server", async () => {
    for (const target of ["http://elsewhere.example/livez", "HTTPS://u:p@[::1]:9/livez?a=b", "/livez"]) {
      expect(await asked(`GET ${target} HTTP/1.1`)).toMatchObject({ status: 200 });
    }
    const ping = await asked("OPTIONS * HTTP/1.1");
    expect(ping.status).toBe(204);
    expect(ping.text).toMatch(/^allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r$/im);
    expect(ping.text).toMatch(/^x-content-type-options: nosniff\r$/im);
  });

  test("a body in a coding that is not undone is refused, and so are chunks of HTTP/1.0", async () => {
    const chunks = "2\r\n{}\r\n0\r\n\r\n";
    for (const [version, coding] of [
      ["1.1", "gzip, chunked"],
      ["1.0", "chunked"],
    ]) {
      const fields = `Content-Type: application/json\r\nTransfer-Encoding: ${coding}\r\n`;
      const { statuses, text } = await send(
        `POST /api/v1/auth/logout HTTP/${version}\r\nHost: x\r\n${fields}\r\n${chunks}`,
      );
      expect(statuses, text).toEqual([400]);
    }
  });
});

describe("whatever is within one request stays within it: one answer each", () => {
  const hidden = "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n";
  const cases: [string, string, number[]][] = [
    ["a request in the body of a GET", `GET /livez HTTP/1.1\r\nHost: x\r\n${withLength(hidden)}`, [200, 200]],
    ["a request in the body of a POST", `${LOGOUT}${withLength(hidden)}`, [400]],
    ["a request in a chunk", `${LOGOUT}Transfer-Encoding: chunked\r\n\r\n${inChunk(hidden)}`, [400]],
    [
      "a short chunk extension",
      `${LOGOUT}Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n`,
      [204, 200],
    ],
    [
      "a trailer that would be a header",
      `${LOGOUT}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n\r\n`,
      [204, 200],
    ],
    ["three requests at once", "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3), [200, 200, 200, 200]],
    [
      "a target that is a whole URL",
      "GET http://evil.example/livez HTTP/1.1\r\nHost: evil.example\r\n\r\n",
      [200, 200],
    ],
  ];
  for (const [name, bytes, statuses] of cases) {
    test(name, async () => {
      const answer = await send(bytes + LIVEZ);
      expect(answer.statuses, answer.text).toEqual(statuses);
      expect(answer.text).not.toContain('"openapi"');
    });
  }

  function withLength(body: string): string {
    return `Content-Length: ${body.length}\r\n\r\n${body}`;
  }
  function inChunk(body: string): string {
    return `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  }
});

test("what came before rubbish is answered first; the rubbish is refused once, however much follows", async () => {
  const first = "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n";
  const answer = await send(`${first}RUBBISH\r\n\r\n`, "MORE\r\n\r\n", "AND MORE\r\n\r\n");
  expect([answer.statuses, answer.closed]).toEqual([[200, 400], true]);
});

describe("only the declared methods do anything", () => {
  const declared = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

  test("TRACE, QUERY, PROPFIND and all others that Node knows are refused with 405, whatever the address", async () => {
    for (const method of METHODS.filter((known) => !declared.includes(known) && known !== "CONNECT")) {
      for (const path of ["/api/v1/missions", "/livez"]) {
        const { statuses, text } = await send(
          `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
        );
        expect([method, path, statuses], text).toEqual([method, path, [405]]);
        expect(text).toMatch(/^allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r$/im);
      }
    }
  });

  test("a declared method where it is not declared is refused with 405 and says which are", async () => {
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await fetch(`${server.url}/api/v1/missions`, { method });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, "POST, GET, HEAD"]);
    }
  });

  test("no header turns one method into another", async () => {
    for (const name of ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"]) {
      const headers = { [name]: "DELETE" };
      const answer = await fetch(`${server.url}/api/v1/missions?_method=DELETE`, { headers });
      expect([name, answer.status]).toEqual([name, 200]);
    }
  });
});

test("a connection that is to become something else stays HTTP", async () => {
  const upgrade =
    "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n";
  expect((await send(upgrade)).statuses).toEqual([200]);
  const h2 = await send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  expect([h2.statuses, h2.closed]).toEqual([[400], true]);
});

describe("a slow client is not waited for, and a fast one does not wait for it", () => {
  const slow: [string, string][] = [
    ["headers that do not end", "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: "],
    ["a body that does not come", `${LOGOUT}Content-Length: 100\r\n\r\n{`],
  ];
  for (const [name, bytes] of slow) {
    test.concurrent(`${name}: 408 and the end of the connection`, async ({ expect }) => {
      const waiting = exchange(server.url, bytes, { silenceMs: 50_000 });
      expect((await send(LIVEZ)).statuses).toEqual([200]);
      const { statuses, closed, text } = await waiting;
      expect([statuses, closed]).toEqual([[408], true]);
      expect(text).toContain('"code":"request_timeout"');
    });
  }
});
