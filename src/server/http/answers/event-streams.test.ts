import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import Fastify from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import type { App } from "../app.ts";
import type { EventStream } from "./event-stream.ts";
import { type EventStreams, type EventStreamsOptions, event, eventStreams } from "./event-streams.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Streams on a real port, each as the server has it. */
async function streaming(options: Partial<EventStreamsOptions> = {}) {
  const app = Fastify({ forceCloseConnections: true });
  const streams: EventStreams = eventStreams(app as unknown as App, {
    ...{ most: 100, perAddress: null, onAnswer: () => {}, ...options },
  });
  const opened: { readonly stream: EventStream; readonly response: ServerResponse }[] = [];
  app.get("/events", (request, reply) => {
    opened.push({ stream: streams.open(request, reply, "what is streamed"), response: reply.raw });
    return reply;
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  ends.push(() => app.close());
  const port = (app.server.address() as { port: number }).port;
  /** A socket that has asked for the stream and takes nothing of what comes. */
  const ask = async (): Promise<{ socket: Socket; stream: EventStream; response: ServerResponse }> => {
    const socket = connect(port, "127.0.0.1");
    socket.pause();
    socket.on("error", () => {});
    ends.push(async () => socket.destroy());
    const before = opened.length;
    socket.write("GET /events HTTP/1.1\r\nHost: swideal.example\r\n\r\n");
    await expect.poll(() => opened.length).toBe(before + 1);
    return { socket, ...(opened[before] as (typeof opened)[number]) };
  };
  return { streams, ask };
}

/** A state of 32 kB with a number. */
const state = (n: number) => event("state", { n, filling: "x".repeat(32 * 1024) }, `${n}`);

async function sendMany(stream: EventStream, many: number): Promise<void> {
  for (let n = 1; n <= many; n += 1) {
    stream.send(state(n));
    await nextTurn();
  }
}

describe("a reader who takes nothing of what is sent", () => {
  test("holds no more than the newest state, however many there were", async () => {
    const { ask } = await streaming();
    const { stream, response } = await ask();
    // What the kernel takes for a connection is a few megabytes.
    await sendMany(stream, 600);
    expect(stream.slowSince).not.toBeNull();
    const { arrayBuffers } = process.memoryUsage();
    await sendMany(stream, 5_000);
    expect(response.writableLength).toBeLessThan(128 * 1024);
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(64 * 1024 * 1024);
  });

  test("is shown the newest once it reads again, in order, and is slow no more", async () => {
    const { ask } = await streaming();
    const { socket, stream } = await ask();
    await sendMany(stream, 1_000);
    expect(stream.slowSince).not.toBeNull();
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (part: string) => {
      text += part;
    });
    socket.resume();
    await expect.poll(() => text.includes("id: 1000\n") && text.endsWith("\n\n")).toBe(true);
    expect(stream.slowSince).toBeNull();
    const ids = [...text.matchAll(/\nid: (\d+)\n/g)].map(([, id]) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids.length).toBeLessThan(1_000);
    // Each of them whole.
    for (const [data] of text.matchAll(/^data: .*$/gm)) expect(() => JSON.parse(data.slice(6))).not.toThrow();
  });

  test("is cut off after a while, and its place is another's; who reads is not", async () => {
    const { ask, streams } = await streaming({ slowForMs: 50, most: 2 });
    const reading = await ask();
    reading.socket.resume();
    const { socket, stream, response } = await ask();
    for (let n = 1; !response.destroyed; n += 1) {
      for (const one of [stream, reading.stream]) one.send(state(n));
      await nextTurn();
    }
    await expect.poll(() => streams.count()).toBe(1);
    expect(reading.response.destroyed).toBe(false);
    socket.resume();
    await expect.poll(() => socket.destroyed).toBe(true);
    await ask();
  });
});

test("a stream that is quiet is told apart from one that is lost: a remark comes by itself, to readers alone", async () => {
  const { ask } = await streaming({ commentEveryMs: 20 });
  const { socket } = await ask();
  let text = "";
  socket.on("data", (part) => {
    text += part.toString("latin1");
  });
  socket.resume();
  await expect.poll(() => text.match(/\n: \n/g)?.length ?? 0).toBeGreaterThan(2);
});

test("what is in an event stays in it: no line of it begins another", () => {
  const text = event(
    "state",
    { text: "one\nevent: forged\rdata: {}\r\n\r\nid: 7\u2028\u2029\0" },
    "1",
  ).toString();
  expect(text.split(/\r\n|\r|\n/)).toHaveLength(5);
  expect(text.startsWith("event: state\nid: 1\ndata: ")).toBe(true);
});
