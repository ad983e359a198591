import { setTimeout as sleep } from "node:timers/promises";
import type { Ask } from "../support/ask.ts";
import { type Client, openClient, pacedLatencies } from "../support/load.ts";
import { newMission, signUp } from "../support/new-mission.ts";
import type { Question } from "../support/question.ts";
import { interleave, medianOf } from "../support/rounds.ts";
import { median, percentile } from "../support/statistics.ts";

const MISSIONS_A_MINUTE = 200;
const READS_A_SECOND = 400;
const FEED = { path: "/api/v1/missions" };

export const underWrites: Question = {
  name: "under-writes",
  writes: true,
  async ask(bench) {
    const { rounds: count, quick } = bench.effort;
    // Long enough for the last of a hundred to be many.
    const window = { perSecond: READS_A_SECOND, seconds: quick ? 2 : 6 };
    const server = await bench.startServer({ cache: "on" });
    const [reader, writer] = [openClient(server.url, 32), openClient(server.url)];
    const as = await signUp(writer);
    const read = () => pacedLatencies(reader, FEED, window);
    const rounds = await interleave(count, {
      idle: read,
      busy: () => whileWriting(writer, newMission(as), read),
    });
    reader.close();
    writer.close();
    const p99 = (name: "idle" | "busy") => medianOf(rounds, (round) => percentile(round[name], 99));
    return [
      {
        what: `cached feed, p99 under ${MISSIONS_A_MINUTE} new missions a minute ÷ idle`,
        floor: `idle, ${READS_A_SECOND} reads a second`,
        measured: medianOf(rounds, ({ idle, busy }) => percentile(busy, 99) / percentile(idle, 99)),
        unit: "ratio",
        wanted: { atMost: 2 },
        details: {
          "idle p50, ms": medianOf(rounds, ({ idle }) => median(idle)),
          "idle p99, ms": p99("idle"),
          "under writes p50, ms": medianOf(rounds, ({ busy }) => median(busy)),
          "under writes p99, ms": p99("busy"),
        },
      },
    ];
  },
};

async function whileWriting<Result>(
  client: Client,
  write: Ask,
  work: () => Promise<Result>,
): Promise<Result> {
  let done = false;
  const writing = (async () => {
    while (!done) {
      const start = performance.now();
      await client.ask(write);
      await sleep(Math.max(60_000 / MISSIONS_A_MINUTE - (performance.now() - start), 0));
    }
  })();
  // Awaited below; a refusal meanwhile must not end the process.
  writing.catch(() => {});
  try {
    return await work();
  } finally {
    done = true;
    await writing;
  }
}
