import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import type { Child } from "./child.ts";

/** What the targets say. */
export const CONNECTIONS = 32;

export interface Ask {
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Speed {
  readonly perSecond: number;
  /** The server's processor time for one request, in microseconds. */
  readonly processor: number;
  /** And that of this process, which asks. */
  readonly asking: number;
}

/** Requests a second answered to 32 connections, each asking `asks` in turn. Throws where they are refused. */
export async function speedOf(server: Child, asks: readonly Ask[], seconds: number): Promise<Speed> {
  const [before, ownBefore] = [await server.usage(), process.cpuUsage()];
  const { requests, duration } = await fire(server, asks, { duration: seconds });
  const own = process.cpuUsage(ownBefore);
  return {
    perSecond: requests.total / duration,
    processor: ((await server.usage()).processor - before.processor) / requests.total,
    asking: (own.user + own.system) / requests.total,
  };
}

/** So many requests over 32 connections, as fast as they are answered. Throws where they are refused. */
export async function askMany(server: Child, asks: readonly Ask[], amount: number): Promise<void> {
  await fire(server, asks, { amount });
}

async function fire(server: Child, asks: readonly Ask[], until: { duration: number } | { amount: number }) {
  const result = await autocannon({
    url: server.url,
    connections: CONNECTIONS,
    ...until,
    requests: asks.map(({ path, method = "GET", headers, body }) => ({
      path,
      method,
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    })),
  });
  const { requests, non2xx, errors } = result;
  if (non2xx > MOST_SHED * requests.total || errors > 0 || requests.total === 0) {
    throw new Error(`${asks[0]?.path}: ${requests.total} answers, ${non2xx} refusals, ${errors} errors`);
  }
  return result;
}

/** What a server may shed, with a 503, where the machine has other work: more would measure refusals. */
const MOST_SHED = 0.01;
const SHED_AGAIN_MS = 200;
const SHED_TIMES = 10;

/** A client that keeps its connections, for latencies finer than autocannon's whole milliseconds. */
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
