import { setTimeout as wait } from "node:timers/promises";
import { median } from "../../bench/support/statistics.ts";
import { ApiClient } from "../../tests/support/api-client.ts";
import { type Person, withToken } from "../../tests/support/people.ts";
import type { Drill, DrillReport } from "../drill.ts";
import { type Auction, auction, enrol, type Storm, stormOf } from "./auctions.ts";
import { deliveriesOf } from "./deliveries.ts";
import { startTwoInstances } from "./installation.ts";
import { startWatching, type Watching } from "./watching.ts";

const p95 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** What is asked of an idle machine; a busy one tells figures, and the short form only that all of it happens. */
const WANTED = { delayMs: 250, ratio: 0.85, bytes: 50_000, deliveries: 0.6 };

const WHOLE = { watchers: 1_000, rounds: 3, seconds: 6, delays: 40, events: 16 };
const SHORT = { watchers: 100, rounds: 1, seconds: 1.5, delays: 5, events: 2 };

export const live: Drill = {
  name: "live",
  shows:
    "1,000 watch an auction on two instances: bids reach them in time and lose little by it, and a restart loses nobody",
  inCi: { seconds: 40 },
  async run(report, { short }) {
    const { watchers, rounds, seconds, delays, events } = short ? SHORT : WHOLE;
    const { check, note } = report;
    const installation = await startTwoInstances();
    const watching = startWatching();
    const [one, other] = installation.instances;
    const both = [one.url, other.url];
    try {
      const api = new ApiClient(one.url);
      const client = await enrol(api, "Mairie de Bron");
      const bidders = await Promise.all(["Paul", "Zoé", "Léa", "Ali"].map((name) => enrol(api, name)));
      const watched = await auction(client, bidders[0] as Person);
      const others = await Promise.all(bidders.slice(1).map((bidder) => auction(client, bidder)));
      const path = () => `/missions/${watched.id}/events`;
      const memory = async () => (await one.memory()) + (await other.memory());
      const storm = () => stormOf([watched, ...others], installation.instances, seconds);

      await storm();
      const pairs: { alone: Storm; beside: Storm; own: number }[] = [];
      const bytes: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const alone = await storm();
        const before = await memory();
        await watching.open(both, path(), watchers);
        bytes.push(((await memory()) - before) / watchers);
        const { processor } = await watching.usage();
        const beside = await storm();
        const own = ((await watching.usage()).processor - processor) / 1e6 / seconds;
        pairs.push({ alone, beside, own });
        await watching.close();
      }
      tellStorms(report, pairs, { watchers, short });
      // The first; later ones find the memory of those who have left.
      const kilobytes = `${((bytes[0] ?? Number.NaN) / 1_000).toFixed(1)} kB`;
      note(`a watcher holds ${kilobytes}`);
      if (!short)
        check(
          `a watcher costs ${WANTED.bytes / 1_000} kB at most`,
          (bytes[0] ?? Number.NaN) <= WANTED.bytes,
          kilobytes,
        );

      const costs = [];
      for (let round = 0; round < rounds; round += 1)
        costs.push(await deliveriesOf(watched, other, watching, { watchers, events }));
      const [program, bare] = [
        median(costs.map((cost) => cost.program)),
        median(costs.map((cost) => cost.bare)),
      ];
      const share = median(costs.map((cost) => cost.bare / cost.program));
      note(
        `an event costs ${program.toFixed(1)} µs of processor a watcher, a bare loop ${bare.toFixed(1)} µs: ${share.toFixed(2)}`,
      );
      if (!short)
        check(
          `deliveries of a core ÷ a bare loop's ≥ ${WANTED.deliveries}`,
          share >= WANTED.deliveries,
          share.toFixed(2),
        );

      await watching.open(both, path(), watchers);
      const heard = await delaysOf(watched, watching, delays);
      check("every bid reaches every watcher", heard.length === watchers * delays, `${heard.length} events`);
      note(`p95 ${p95(heard).toFixed(0)} ms from a bid's answer to its event, of all watchers`);
      if (!short)
        check(
          `within ${WANTED.delayMs} ms (p95)`,
          p95(heard) <= WANTED.delayMs,
          `${p95(heard).toFixed(0)} ms`,
        );

      const back = watching.comeBack(other.url, path());
      await one.stop();
      const again = withToken({ api: new ApiClient(other.url) }, client.token, {
        id: client.userId,
        partyId: client.partyId,
        email: client.email,
      });
      await again.post(`/missions/${watched.id}/cancel`, { reason: "Le besoin a changé depuis hier." });
      const missed = await back;
      check(
        "an instance restarts: nobody who watched misses how it ended",
        missed === 0,
        `${missed} of ${watchers} missed it`,
      );
    } finally {
      await watching.stop();
      await installation.stop();
    }
  },
};

function tellStorms(
  { check, note }: DrillReport,
  pairs: readonly { alone: Storm; beside: Storm; own: number }[],
  { watchers, short }: { readonly watchers: number; readonly short: boolean },
): void {
  const of = (figure: (pair: (typeof pairs)[number]) => number) => median(pairs.map(figure));
  const ratio = of(({ alone, beside }) => beside.perSecond / alone.perSecond);
  note(
    `${watchers} watchers: ${of(({ beside }) => beside.perSecond).toFixed(0)} bids/s beside ${of(({ alone }) => alone.perSecond).toFixed(0)} without, ratio ${ratio.toFixed(2)}`,
  );
  const processor = (name: "alone" | "beside") => `${of((pair) => pair[name].processorMs).toFixed(2)} ms`;
  const cost = of(({ alone, beside }) => alone.processorMs / beside.processorMs);
  note(
    `a bid takes ${processor("beside")} of the instances' processor beside ${processor("alone")}, without ÷ with ${cost.toFixed(2)}; reading takes the watchers ${of(({ own }) => own * 100).toFixed(0)} % of a core`,
  );
  if (!short)
    check(`bids with watchers ÷ without ≥ ${WANTED.ratio}`, ratio >= WANTED.ratio, ratio.toFixed(2));
}

/** Milliseconds from each bid's answer to its event at each watcher; 0 where the event was first. */
async function delaysOf(watched: Auction, watching: Watching, bids: number): Promise<number[]> {
  const delays: number[] = [];
  for (let n = 0; n < bids; n += 1) {
    await wait(400 + Math.random() * 1_200);
    const heard = await watching.nextEvent();
    const answered = await watched.bid();
    for (const at of await heard()) delays.push(Math.max(0, at - answered));
  }
  return delays;
}
