import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Auction, bidSlowly } from "./auctions.ts";
import type { Instance } from "./installation.ts";
import type { Watching } from "./watching.ts";

/** Microseconds of processor that one event costs for one watcher. */
export interface Deliveries {
  readonly program: number;
  readonly bare: number;
}

const EVERY_MS = 300;

/**
 * What an event costs for each watcher: on an instance where nobody bids, less what it costs with no watcher, beside a
 * loop that does nothing but write the same bytes to as many sockets.
 */
export async function deliveriesOf(
  watched: Auction,
  instance: Instance,
  watching: Watching,
  { watchers, events }: { readonly watchers: number; readonly events: number },
): Promise<Deliveries> {
  const spent = async (work: () => Promise<void>) => {
    const before = { ours: await instance.processor(), theirs: (await watching.usage()).events };
    await work();
    return {
      processor: (await instance.processor()) - before.ours,
      events: (await watching.usage()).events - before.theirs,
    };
  };
  const bids = () => bidSlowly(watched, events);
  const idle = await spent(bids);
  await watching.open([instance.url], `/missions/${watched.id}/events`, watchers);
  const busy = await spent(bids);
  await watching.close();
  return {
    program: (busy.processor - idle.processor) / busy.events,
    bare: await bareLoop(watching, watchers, events),
  };
}

async function bareLoop(watching: Watching, watchers: number, events: number): Promise<number> {
  const child = fork(join(import.meta.dirname, "bare-loop.ts"));
  try {
    const [url] = (await once(child, "message")) as [string];
    const ask = async (what: "write" | "usage") => {
      const answer = once(child, "message");
      child.send(what);
      return (await answer)[0] as number;
    };
    await watching.open([url], "", watchers);
    const [before, { events: heardBefore }] = [await ask("usage"), await watching.usage()];
    for (let n = 0; n < events; n += 1) {
      await ask("write");
      await wait(EVERY_MS);
    }
    const [after, { events: heard }] = [await ask("usage"), await watching.usage()];
    await watching.close();
    return (after - before) / (heard - heardBefore);
  } finally {
    child.disconnect();
    await once(child, "exit");
  }
}
