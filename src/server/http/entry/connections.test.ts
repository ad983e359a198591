import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { exchange } from "../../../../tests/support/raw-http.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { boundConnections } from "./connections.ts";

const LIVEZ = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(environment: Record<string, string>): Promise<TestServer> {
  const server = await startTestServer({ RATE_LIMITS: "on", RATE_LIMIT_GLOBAL: "1000/60", ...environment });
  ends.push(() => server.close());
  return server;
}

/** So many connections that say nothing. */
async function hold(url: string, count: number): Promise<Socket[]> {
  const { port } = new URL(url);
  const sockets = Array.from({ length: count }, () => connect(Number(port), "127.0.0.1"));
  for (const socket of sockets) ends.push(() => socket.destroy());
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  return sockets;
}

test("one address has so many connections at once; one more is told, and let in once another has gone", async () => {
  const server = await started({ CONNECTIONS_PER_ADDRESS: "5" });
  const [first] = await hold(server.url, 5);
  const refused = await exchange(server.url, [LIVEZ]);
  expect([refused.statuses, refused.closed]).toEqual([[429], true]);
  expect(refused.text).toMatch(/retry-after: 5/i);
  expect(refused.text).toContain('"code":"rate_limited"');
  first?.destroy();
  await expect.poll(async () => (await exchange(server.url, [LIVEZ])).statuses).toEqual([200]);
});

test("a trusted proxy has as many as it needs, for many people come through it", async () => {
  const server = await started({ CONNECTIONS_PER_ADDRESS: "5", TRUSTED_PROXIES: "127.0.0.0/8" });
  await hold(server.url, 20);
  expect((await exchange(server.url, [LIVEZ])).statuses).toEqual([200]);
});

/** Far more than the system holds by itself. */
const LARGE = 32 * 1024 * 1024;

async function largeAnswers(): Promise<Server> {
  const large = Buffer.alloc(LARGE, "x");
  const server = createServer((_request, response) => response.end(large));
  boundConnections(server, { most: null, trustedProxies: [], stalledMs: 3_000, lookEveryMs: 200 }, () =>
    expect.unreachable(),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => server.closeAllConnections());
  ends.push(() => server.close());
  return server;
}

async function ask(server: Server): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  ends.push(() => socket.destroy());
  await once(socket, "connect");
  socket.pause();
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  return socket;
}

const connections = (server: Server) =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

test("fifty readers that never read are cut off", async () => {
  const server = await largeAnswers();
  let came = 0;
  server.on("connection", () => {
    came += 1;
  });
  await Promise.all(Array.from({ length: 50 }, () => ask(server)));
  await expect.poll(() => came, { timeout: 20_000 }).toBe(50);
  await expect.poll(() => connections(server), { timeout: 20_000 }).toBe(0);
}, 60_000);

test("a reader that is slow, but reads, gets the whole of its answer", async () => {
  const server = await largeAnswers();
  const socket = await ask(server);
  let received = 0;
  socket.on("data", (bytes) => {
    received += bytes.length;
  });
  const closed = once(socket, "close");
  const begun = performance.now();
  // A little, a pause, and so on: longer in all than a reader may stand still.
  while (performance.now() - begun < 5_000 && !socket.destroyed) {
    socket.resume();
    await wait(5);
    socket.pause();
    await wait(200);
  }
  expect(socket.destroyed).toBe(false);
  socket.resume();
  await expect.poll(() => received, { timeout: 20_000 }).toBeGreaterThan(LARGE);
  socket.destroy();
  await closed;
}, 60_000);
