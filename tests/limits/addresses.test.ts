import { afterAll, beforeAll, expect, test } from "vitest";
import { startNginx } from "../support/nginx.ts";
import { person } from "../support/people.ts";
import type { TestServer } from "../support/server.ts";
import { ask, askRaw, CATEGORIES, left, startLimited } from "./support.ts";

let direct: TestServer;
let proxied: TestServer;
beforeAll(async () => {
  direct = await startLimited();
  proxied = await direct.another({ TRUSTED_PROXIES: "127.0.0.1/32,10.0.0.0/8" });
});
afterAll(async () => {
  await proxied.close();
  await direct.close();
});

const forwardedFor = (server: TestServer, address: string) =>
  ask(server, CATEGORIES, { headers: { "x-forwarded-for": address } });

/** Whether two callers are counted together. */
async function together(server: TestServer, one: string, other: string): Promise<boolean> {
  const before = left(await forwardedFor(server, one));
  await forwardedFor(server, other);
  return left(await forwardedFor(server, one)) === before - 2;
}

test("without trusted proxies whatever is said of an address is passed over", async () => {
  expect(await together(direct, "198.51.100.1", "203.0.113.9")).toBe(true);
  for (const name of ["forwarded", "x-real-ip", "x-client-ip", "cf-connecting-ip", "true-client-ip"]) {
    const before = left(await ask(direct, CATEGORIES));
    const said = name === "forwarded" ? "for=198.51.100.77" : "198.51.100.77";
    expect(left(await ask(direct, CATEGORIES, { headers: { [name]: said } }))).toBe(before - 1);
  }
});

test("behind a trusted proxy each forwarded address has a count of its own", async () => {
  expect(await together(proxied, "198.51.100.1", "198.51.100.2")).toBe(false);
  expect(await together(proxied, "198.51.100.1", "198.51.100.1")).toBe(true);
});

test("IPv6 addresses of one /64 are counted together, those of another apart", async () => {
  expect(await together(proxied, "2001:db8:aa:bb::1", "2001:db8:aa:bb:ffff:eeee:dddd:cccc")).toBe(true);
  expect(await together(proxied, "2001:db8:aa:bb::1", "2001:DB8:00AA:bb:0::9")).toBe(true);
  expect(await together(proxied, "2001:db8:aa:bb::1", "2001:db8:aa:bc::1")).toBe(false);
});

test("an IPv4 address written as IPv6 is the IPv4 address", async () => {
  expect(await together(proxied, "198.51.100.3", "::ffff:198.51.100.3")).toBe(true);
});

test("what a caller puts before the address that the proxy adds changes nothing", async () => {
  expect(await together(proxied, "198.51.100.4", "203.0.113.1, 198.51.100.4")).toBe(true);
  expect(await together(proxied, "198.51.100.4", "203.0.113.1, 198.51.100.4, 10.1.2.3")).toBe(true);
});

test("forwarded nonsense gives nobody a count of its own", async () => {
  expect(await together(proxied, "nonsense-1", "nonsense-2")).toBe(true);
});

test("a user is counted over all addresses, and apart from other users behind one address", async () => {
  const [first, second] = [await person(proxied), await person(proxied)];
  const from = async (token: string, address: string) =>
    left(
      await ask(proxied, CATEGORIES, {
        headers: { authorization: `Bearer ${token}`, "x-forwarded-for": address },
      }),
    );
  const before = await from(first.token, "198.51.100.10");
  expect(await from(first.token, "203.0.113.10")).toBe(before - 1);
  expect(await from(first.token, "2001:db8:1::1")).toBe(before - 2);
  expect(await from(second.token, "198.51.100.10")).toBe(before);
});

test("behind nginx a forged X-Forwarded-For neither gives a fresh count nor uses up another's", async () => {
  const nginx = await startNginx({ upstream: proxied.url });
  const from = (caller: string, forged: string) =>
    nginx.request(CATEGORIES, { from: caller, headers: { "x-forwarded-for": forged } });
  const victim = left(await from("127.0.0.21", "127.0.0.21"));
  const before = left(await from("127.0.0.20", "203.0.113.200"));
  expect(left(await from("127.0.0.20", "203.0.113.201"))).toBe(before - 1);
  expect(left(await from("127.0.0.20", "127.0.0.21"))).toBe(before - 2);
  expect(left(await from("127.0.0.20", "10.9.9.9, 127.0.0.1"))).toBe(before - 3);
  expect(left(await from("127.0.0.21", "127.0.0.20"))).toBe(victim - 1);
  await nginx.stop();
});

test("who reaches the server past the proxy is counted at its own address, whatever it says", async () => {
  const past = (forged: string) =>
    askRaw(proxied.url, CATEGORIES, { localAddress: "127.0.0.30", headers: { "x-forwarded-for": forged } });
  const before = left(await past("203.0.113.50"));
  expect(left(await past("203.0.113.51"))).toBe(before - 1);
});
