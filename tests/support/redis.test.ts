import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { startRedis, type TestRedis } from "./redis.ts";

async function redisOfThisTest(): Promise<TestRedis> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  return redis;
}

async function connect(redis: TestRedis): Promise<Socket> {
  const socket = createConnection({ host: "127.0.0.1", port: redis.port });
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

async function ask(socket: Socket, command: string): Promise<string> {
  socket.write(`${command}\r\n`);
  const [reply] = (await once(socket, "data")) as [Buffer];
  return reply.toString().trim();
}

test("a test's Redis answers at its address and is empty", async () => {
  const redis = await redisOfThisTest();
  expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`);
  expect(await ask(await connect(redis), "DBSIZE")).toBe(":0");
});

test("a frozen Redis keeps the connection and is silent until it is resumed", async () => {
  const redis = await redisOfThisTest();
  const socket = await connect(redis);
  redis.freeze();
  const reply = ask(socket, "PING");
  expect(await Promise.race([reply, sleep(300, "silence")])).toBe("silence");
  redis.resume();
  expect(await reply).toBe("+PONG");
});

test("a killed Redis breaks its connections, and comes back empty on the same port", async () => {
  const redis = await redisOfThisTest();
  const before = await connect(redis);
  expect(await ask(before, "SET kept no")).toBe("+OK");
  const closed = once(before, "close");
  await redis.kill();
  await closed;
  await redis.restart();
  expect(await ask(await connect(redis), "EXISTS kept")).toBe(":0");
});

test("a stopped Redis refuses connections, also when it was frozen", async () => {
  const redis = await redisOfThisTest();
  redis.freeze();
  await redis.stop();
  await expect(connect(redis)).rejects.toThrow("ECONNREFUSED");
});
