import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("an address to unsubscribe by that holds what no header can leads to the page all the same, without it", async () => {
  for (const none of ["%0d%0aX-Other:1", "%00", "%C4%80", "..%2f..", "a%20b"]) {
    const answer = await fetch(`${server.url}/api/v1/unsubscribe/${none}`, { redirect: "manual" });
    const leads = [answer.status, answer.headers.get("location"), answer.headers.get("x-other")];
    expect(leads, none).toEqual([303, "/desabonnement#token=", null]);
  }
});
