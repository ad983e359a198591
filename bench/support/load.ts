import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "./ask.ts";
import type { Child } from "./child.ts";
import { runWrk } from "./wrk.ts";

/** What the targets say. */
export const CONNECTIONS = 32;

export interface Speed {
  readonly perSecond: number;
  /** The server's processor time for one request, in microseconds. */
  readonly processor: number;
  /** And that of the process which asks. */
  readonly asking: number;
}

/** Requests a second answered to 32 connections, each asking `asks` in turn. Throws where they are refused. */
export async function speedOf(server: Child, asks: readonly Ask[], seconds: number): Promise<Speed> {
  const before = await server.usage();
  const { answers, refusals, errors, ...taken } = await runWrk(server.url, asks, CONNECTIONS, seconds);
  if (refusals > MOST_SHED * answers || errors > 0 || answers === 0) {
    throw new Error(`${asks[0]?.path}: ${answers} answers, ${refusals} refusals, ${errors} errors`);
  }
  return {
    perSecond: answers / taken.seconds,
    processor: ((await server.usage()).processor - before.processor) / answers,
    asking: taken.processor / answers,
  };
}

/** So many requests over 32 connections, as fast as they are answered. Throws where they are refused. */
export async function askMany(server: Child, asks: readonly Ask[], amount: number): Promise<void> {
  const client = openClient(server.url, CONNECTIONS);
  let sent = 0;
  const one = async () => {
    while (sent < amount) await client.ask(asks[sent++ % asks.length] as Ask);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  client.close();
}

/** What a server may shed, with a 503, where the machine has other work: more would measure refusals. */
const MOST_SHED = 0.01;
const SHED_AGAIN_MS = 200;
const SHED_TIMES = 10;

/** A client that keeps its connections, for latencies of single requests. */
export function openClient(url: string, connections = 1) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  const once = ({ path, method = "GET", headers = {}, body }: Ask): Promise<Buffer | null> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, hostname, port, path, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(parts);
          const { statusCode = 0 } = response;
          if (statusCode >= 200 && statusCode < 300) resolve(text);
          else if (statusCode === 503) resolve(null);
          else reject(new Error(`${method} ${path}: ${statusCode} ${text.toString().slice(0, 300)}`));
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  /** @returns the body; asks again when it was shed, which counts as waiting; throws at anything else but 2xx */
  const ask = async (asked: Ask): Promise<Buffer> => {
    for (let time = 0; time < SHED_TIMES; time++) {
      const body = await once(asked);
      if (body !== null) return body;
      await sleep(SHED_AGAIN_MS);
    }
    throw new Error(`${asked.path}: shed ${SHED_TIMES} times`);
  };
  return { ask, close: () => agent.destroy() };
}
export type Client = ReturnType<typeof openClient>;

/** Milliseconds of one request after the other, each of `asks` in turn. */
export async function latenciesOf(client: Client, asks: readonly Ask[], count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await client.ask(asks[index % asks.length] as Ask);
    taken.push(performance.now() - start);
  }
  return taken;
}

/** Milliseconds of requests that come at a steady pace however long the answers take, for so many seconds. */
export async function pacedLatencies(
  client: Client,
  ask: Ask,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  const start = performance.now();
  const taken: Promise<number>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = start + (index * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const sent = performance.now();
    taken.push(client.ask(ask).then(() => performance.now() - sent));
  }
  return Promise.all(taken);
}
