import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { securityTxt } from "./well-known.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const PATH = "/.well-known/security.txt";

test("whoever finds a weakness reads whom to tell, in a file that has not expired and is counted by no limit", async () => {
  const named = await server.another({
    SECURITY_CONTACT: "securite@swideal.example",
    PUBLIC_URL: "https://swideal.example",
    RATE_LIMITS: "on",
    RATE_LIMIT_GLOBAL: "1/60",
  });
  for (const _ of [1, 2, 3]) {
    const answer = await fetch(named.url + PATH);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("ratelimit")).toBeNull();
    const fields = new Map(
      (await answer.text()).split("\r\n").map((line) => line.split(": ") as [string, string]),
    );
    expect(fields.get("Contact")).toBe("mailto:securite@swideal.example");
    expect(fields.get("Canonical")).toBe("https://swideal.example/.well-known/security.txt");
    expect(fields.get("Preferred-Languages")).toBe("fr, en");
    expect(Date.parse(fields.get("Expires") ?? "")).toBeGreaterThan(Date.now());
  }
  await named.close();
});

test("where nobody is named there is no such file", async () => {
  expect((await fetch(server.url + PATH)).status).toBe(404);
});

test("the file is the same all day, and ends in less than a year, whatever the day", () => {
  const at = (time: string) => securityTxt("mailto:a@b.example", "https://c.example", Date.parse(time));
  expect(at("2028-02-29T00:00:00.000Z")).toBe(at("2028-02-29T23:59:59.999Z"));
  expect(at("2028-02-29T00:00:00.000Z")).toContain("Expires: 2028-08-27T00:00:00.000Z\r\n");
});
