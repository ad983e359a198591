import { setTimeout as wait } from "node:timers/promises";
import { ApiClient } from "../../tests/support/api-client.ts";
import { type OpenedStream, openStream } from "../../tests/support/event-stream.ts";
import { missionInput, offerInput, PASSWORD, type Person, withToken } from "../../tests/support/people.ts";
import type { Drill } from "../drill.ts";
import { startTwoInstances } from "./installation.ts";

const p95 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** What is asked of an idle machine; a busy one tells figures, and the short form only that all of it happens. */
const WANTED = { delayMs: 250, ratio: 0.85, bytes: 50_000 };

export const live: Drill = {
  name: "live",
  shows:
    "1,000 watch an auction on two instances: bids reach them in time and lose little by it, and a restart loses nobody",
  async run({ check, note }, { short }) {
    const watching = short ? 100 : 1_000;
    const installation = await startTwoInstances();
    const [one, other] = installation.instances;
    try {
      const api = new ApiClient(one.url);
      const client = await enrol(api, "Mairie de Bron");
      const bidders = await Promise.all(["Paul", "Zoé", "Léa", "Ali"].map((name) => enrol(api, name)));
      const watched = await auction(client, bidders[0] as Person);
      const others = await Promise.all(bidders.slice(1).map((bidder) => auction(client, bidder)));
      const all = [watched, ...others];
      const seconds = short ? 2 : 15;

      await bidsPerSecond(all, seconds / 2);
      const alone = await bidsPerSecond(all, seconds);
      const before = [await one.memory(), await other.memory()];
      const streams = await openAll([one.url, other.url], watched.id, watching);
      const after = [await one.memory(), await other.memory()];
      const bytes = Math.round(
        ((after[0] ?? 0) + (after[1] ?? 0) - (before[0] ?? 0) - (before[1] ?? 0)) / watching,
      );
      const beside = await bidsPerSecond(all, seconds);
      const delays = await delaysOf(watched, streams, short ? 5 : 40);
      const ratio = beside / alone;
      const told = `${watching} watchers: p95 ${Math.round(p95(delays))} ms from the 201 to the event, ${beside.toFixed(0)} bids/s beside ${alone.toFixed(0)} without, ratio ${ratio.toFixed(2)}, ${(bytes / 1_000).toFixed(1)} kB a watcher`;
      note(told);
      check(
        "every bid reaches every watcher",
        delays.length === watching * (short ? 5 : 40),
        `${delays.length} events`,
      );
      if (!short) {
        check(
          `within ${WANTED.delayMs} ms (p95)`,
          p95(delays) <= WANTED.delayMs,
          `${Math.round(p95(delays))} ms`,
        );
        check(`bids with watchers ÷ without ≥ ${WANTED.ratio}`, ratio >= WANTED.ratio, ratio.toFixed(2));
        check(
          `a watcher costs ${WANTED.bytes / 1_000} kB at most`,
          bytes <= WANTED.bytes,
          `${(bytes / 1_000).toFixed(1)} kB`,
        );
      }

      const back = streams.map((stream) => comeBack(stream, other.url, watched.id));
      await one.stop();
      const elsewhere = new ApiClient(other.url);
      const again = withToken({ api: elsewhere }, client.token, {
        id: client.userId,
        partyId: client.partyId,
        email: client.email,
      });
      await again.post(`/missions/${watched.id}/cancel`, { reason: "Le besoin a changé depuis hier." });
      const ends = await Promise.all(back);
      const missed = ends.filter((gone) => !gone).length;
      check(
        "an instance restarts: nobody who watched misses how it ended",
        missed === 0,
        `${missed} of ${watching} missed it`,
      );
    } finally {
      await installation.stop();
    }
  },
};

interface Auction {
  readonly id: string;
  /** Lowers the price by a hundredth; resolves with when it was answered. */
  bid(): Promise<number>;
}

const FIRST_CENTS = 99_000_000;
const LEAST_CENTS = 10_000;

async function auction(client: Person, bidder: Person): Promise<Auction> {
  const begin = async () => {
    const { body: mission } = await client.post("/missions", missionInput());
    const { body } = await bidder.post(`/missions/${mission.id}/offers`, offerInput(FIRST_CENTS));
    return { id: mission.id as string, offerId: body.id as string };
  };
  let [{ id, offerId }, priceCents] = [await begin(), FIRST_CENTS];
  return {
    id,
    async bid() {
      if (priceCents < LEAST_CENTS) [{ id, offerId }, priceCents] = [await begin(), FIRST_CENTS];
      priceCents -= Math.max(Math.ceil(priceCents / 100), 100);
      const { status, text } = await bidder.patch(`/offers/${offerId}`, { priceCents });
      if (status !== 200) throw new Error(`a bid was refused: ${text}`);
      return performance.now();
    },
  };
}

/** As many as there can be on the others; on the one that is watched as many as are told one by one. */
async function bidsPerSecond([watched, ...others]: readonly Auction[], seconds: number): Promise<number> {
  const begun = performance.now();
  let bids = 0;
  const goesOn = () => performance.now() - begun < seconds * 1_000;
  const storm = others.map(async (one) => {
    for (; goesOn(); bids += 1) await one.bid();
  });
  for (; goesOn(); bids += 1) {
    await watched?.bid();
    await wait(250);
  }
  await Promise.all(storm);
  return bids / ((performance.now() - begun) / 1_000);
}

async function openAll(urls: readonly string[], id: string, count: number): Promise<OpenedStream[]> {
  const streams: OpenedStream[] = [];
  for (let n = 0; n < count; n += 100) {
    const some = Array.from({ length: Math.min(100, count - n) }, (_, k) =>
      openStream(urls[k % urls.length] as string, `/missions/${id}/events`),
    );
    streams.push(...(await Promise.all(some)));
  }
  for (const stream of streams) await stream.next();
  return streams;
}

/** Milliseconds from each bid's answer to its event at each watcher; 0 where the event was first. */
async function delaysOf(watched: Auction, streams: readonly OpenedStream[], bids: number): Promise<number[]> {
  const delays: number[] = [];
  for (let n = 0; n < bids; n += 1) {
    await wait(400 + Math.random() * 1_200);
    const heard = streams.map((stream) => {
      const known = Number(stream.events.at(-1)?.id);
      return stream.next(({ id }) => Number(id) > known).then(() => performance.now());
    });
    const answered = await watched.bid();
    for (const at of await Promise.all(heard)) delays.push(Math.max(0, at - answered));
  }
  return delays;
}

/** As a page does when its stream ends: it waits as long as it was asked to, then opens another. */
async function comeBack(stream: OpenedStream, url: string, id: string): Promise<boolean> {
  const text = await stream.whole();
  if (text.includes("event: gone")) return true;
  await wait(Number(/retry: (\d+)\n\n$/.exec(text)?.[1] ?? 2_000));
  const again = await openStream(url, `/missions/${id}/events`, {
    "last-event-id": stream.events.at(-1)?.id ?? "",
  });
  return again.status === 404 || (await again.whole()).includes("event: gone");
}

async function enrol(api: ApiClient, displayName: string): Promise<Person> {
  const account = { email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, displayName };
  const { body } = await api.post("/auth/register", account);
  return withToken({ api }, body.accessToken, body.user);
}
