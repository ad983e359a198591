import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { ask, CATEGORIES } from "./support.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const MISSION = "/api/v1/missions/01890000-0000-7000-8000-000000000000";

/** Many requests on few connections, sent one behind the other without waiting (RFC 9112, section 9.3.2). */
class Burst {
  #text = "";
  readonly #sockets: Socket[] = [];

  async send(connections: number, requestsEach: number): Promise<void> {
    const { hostname, port } = new URL(server.url);
    for (let n = 0; n < connections; n++) {
      const socket = connect(Number(port), hostname).setEncoding("utf8");
      this.#sockets.push(socket);
      socket.on("data", (text) => {
        this.#text += text;
      });
      await once(socket, "connect");
      socket.write(`GET ${MISSION} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(requestsEach));
    }
  }

  /** How many answers of this status have arrived. */
  count(status: number): number {
    return this.#text.split(`HTTP/1.1 ${status} `).length - 1;
  }

  get text() {
    return this.#text;
  }

  close() {
    for (const socket of this.#sockets) socket.destroy();
  }
}

async function until(condition: () => boolean | Promise<boolean>) {
  while (!(await condition())) await sleep(20);
}

test("more at once than can be worked on is told to come back, health still answers, and then all is well", async () => {
  const burst = new Burst();
  const holder = new pg.Client(server.access.owner);
  await holder.connect();
  // Nobody reads a mission before this transaction ends: whoever was let in waits for the database.
  await holder.query("begin");
  await holder.query("lock table missions in access exclusive mode");
  await burst.send(24, 50);
  await until(async () => (await ask(server, MISSION)).status === 503);

  const refused = await ask(server, CATEGORIES);
  expect(refused.status).toBe(503);
  expect(JSON.parse(refused.text)).toMatchObject({ code: "overloaded", status: 503 });
  expect(refused.headers.get("retry-after")).toBe("1");
  expect((await ask(server, "/livez")).status).toBe(200);

  await holder.query("commit");
  await holder.end();
  await until(() => burst.count(404) + burst.count(503) === 24 * 50);
  expect(burst.count(404)).toBeGreaterThan(900);
  expect(burst.count(503)).toBeGreaterThan(100);
  burst.close();
  expect((await ask(server, CATEGORIES)).status).toBe(200);
});

test("callers who go away or send their bodies slowly hold nobody's place", async () => {
  const { hostname, port } = new URL(server.url);
  const head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  const slow: Socket[] = [];
  for (let n = 0; n < 1_100; n++) {
    const socket = connect(Number(port), hostname);
    slow.push(socket);
    await once(socket, "connect");
    socket.write(`${head}Content-Length: 100\r\n\r\n{`);
  }
  expect((await ask(server, CATEGORIES)).status).toBe(200);
  for (const socket of slow) socket.destroy();
  expect((await ask(server, MISSION)).status).toBe(404);
});
