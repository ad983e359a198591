import type { Ask } from "./ask.ts";
import type { Child } from "./child.ts";
import { CONNECTIONS, type Speed, speedOf } from "./load.ts";
import { runPgbench } from "./pgbench.ts";
import type { Script } from "./pgbench-script.ts";
import type { Answer, Wanted } from "./question.ts";
import { interleave, medianOf } from "./rounds.ts";
import type { Effort, Workbench } from "./workbench.ts";

interface Compared {
  readonly what: string;
  readonly server: Child;
  readonly asks: readonly Ask[];
  /** null: nobody said what it should be. */
  readonly wanted: Wanted | null;
}

/** Requests a second ÷ the transactions a second that pgbench makes of the same statements over as many connections. */
export async function againstPgbench(
  { database, effort }: Workbench,
  { scripts, floor, ...compared }: Compared & { scripts: readonly Script[]; floor: string },
): Promise<Answer> {
  const connection = database.connection("application");
  const { seconds } = effort;
  await warmUp(compared, effort);
  const rounds = await interleave<"floor" | "program", Speed>(effort.rounds, {
    floor: async () => {
      const perSecond = await runPgbench({ connection, scripts, clients: CONNECTIONS, seconds });
      return { perSecond, processor: 0, asking: 0 };
    },
    program: () => speedOf(compared.server, compared.asks, seconds),
  });
  return ratioOf(compared, floor, rounds);
}

/** Requests a second ÷ those of Fastify answering the same bytes as a constant. */
export async function againstConstant(bench: Workbench, compared: Compared): Promise<Answer> {
  const { rounds: count, seconds } = bench.effort;
  const constant = await bench.startConstant(compared.server, (compared.asks[0] as Ask).path);
  await warmUp(compared, bench.effort);
  const rounds = await interleave<"floor" | "program", Speed>(count, {
    floor: () => speedOf(constant, [{ path: "/" }], seconds),
    program: () => speedOf(compared.server, compared.asks, seconds),
  });
  return ratioOf(compared, "Fastify answering the same bytes as a constant", rounds);
}

/** A server is compiled while it answers its first ten thousands of requests; it is measured as it is for hours after. */
async function warmUp({ server, asks }: Compared, { quick }: Effort): Promise<void> {
  await speedOf(server, asks, quick ? 1 : WARM_UP_SECONDS);
}

const WARM_UP_SECONDS = 8;

function ratioOf(
  { what, wanted }: Compared,
  floor: string,
  rounds: readonly Record<"floor" | "program", Speed>[],
): Answer {
  const floorProcessor = medianOf(rounds, (round) => round.floor.processor);
  return {
    what,
    floor,
    measured: medianOf(rounds, (round) => round.program.perSecond / round.floor.perSecond),
    unit: "ratio",
    wanted,
    details: {
      "floor, a second": medianOf(rounds, (round) => round.floor.perSecond),
      "program, a second": medianOf(rounds, (round) => round.program.perSecond),
      ...(floorProcessor > 0 && { "floor's processor, µs a request": floorProcessor }),
      "server's processor, µs a request": medianOf(rounds, (round) => round.program.processor),
      "asker's processor, µs a request": medianOf(rounds, (round) => round.program.asking),
    },
  };
}
