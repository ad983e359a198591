import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { sample } from "../support/depth.ts";
import { openStream } from "../support/event-stream.ts";
import { marketWorld } from "../support/market-world.ts";

const world = marketWorld();
const { server, client } = world;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const OPENINGS = sample(1_000, 10_000);
const AT_ONCE = 50;
/** Other files of this process come and go meanwhile; what is leaked would be ten times as many. */
const NEIGHBOURS = OPENINGS / 20;

/** What those who have gone have left behind. */
async function left() {
  const { topics, heard } = server.resources.hub.state();
  const resources = process.getActiveResourcesInfo();
  const count = (name: string) => resources.filter((one) => one === name).length;
  return { topics, heard, sockets: count("TCPSocketWrap"), timers: count("Timeout") };
}

async function heapUsed(): Promise<number> {
  for (let n = 0; n < 3; n += 1) {
    // What one collection finalises is freed by the next.
    collect();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().heapUsed;
}

test("thousands of pages that are opened and closed leave no listener, no timer and no memory behind", async () => {
  const id = await world.published();
  const authorization = `Bearer ${client.token}`;
  const openAndClose = async (many: number) => {
    for (let n = 0; n < many; n += AT_ONCE) {
      const streams = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, k) =>
          k % 2 === 0
            ? openStream(server.url, `/missions/${id}/events`)
            : openStream(server.url, "/me/events", { authorization }),
        ),
      );
      expect(streams.every(({ status }) => status === 200)).toBe(true);
      // Some leave before they were shown anything.
      if (n % (2 * AT_ONCE) === 0) await streams[0]?.next();
      for (const stream of streams) stream.close();
    }
    await expect.poll(async () => (await left()).topics + (await left()).heard).toBe(0);
  };

  await openAndClose(OPENINGS / 2);
  const [before, heapBefore] = [await left(), await heapUsed()];
  await openAndClose(OPENINGS / 2);
  await expect.poll(async () => (await left()).sockets).toBeLessThanOrEqual(before.sockets + NEIGHBOURS);
  await expect
    .poll(async () => (await left()).timers, { timeout: 10_000 })
    .toBeLessThanOrEqual(before.timers + NEIGHBOURS);
  const grown = (await heapUsed()) - heapBefore;
  expect(grown).toBeLessThan(2_000_000 + 200 * (OPENINGS / 2));

  // And whoever comes after them is told as ever.
  const stream = await openStream(server.url, `/missions/${id}/events`);
  await stream.next();
  await world.bid(world.paul, id, 80_000);
  await stream.next(({ data }) => data.offerCount === 1);
  stream.close();
}, 300_000);
