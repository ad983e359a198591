import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Drill } from "./drill.ts";

/** Most of their time they wait: for what was killed to be back, for mails, for a database that stands still. */
const AT_ONCE = 2;

export interface Sum {
  readonly passed: number;
  readonly failed: number;
}

/**
 * The short form of each drill that has one, in a process of its own: two at a time, the longest first, then by themselves
 * those that compare times. What one prints is printed when it ends, so that it stands together.
 */
export async function runShortForms(drills: readonly Drill[], print: (text: string) => void): Promise<Sum> {
  const sums: Sum[] = [];
  for (const { names, atOnce } of inTurn(drills)) {
    const waiting = [...names];
    const lane = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const { told, code } = await runOne(name);
        print(told);
        sums.push(sumOf(told, code));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }
  return {
    passed: sums.reduce((sum, { passed }) => sum + passed, 0),
    failed: sums.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** Which run when: each group after the one before. */
export function inTurn(drills: readonly Pick<Drill, "name" | "inCi">[]) {
  const names = (alone: boolean) =>
    drills
      .flatMap(({ name, inCi }) =>
        inCi !== null && (inCi.alone ?? false) === alone ? [{ name, ...inCi }] : [],
      )
      .toSorted((a, b) => b.seconds - a.seconds)
      .map(({ name }) => name);
  return [
    { names: names(false), atOnce: AT_ONCE },
    { names: names(true), atOnce: 1 },
  ];
}

/** By the closing line; a drill that ended without one, or badly though nothing failed, counts as one failure. */
export function sumOf(told: string, code: number | null): Sum {
  const closing = [...told.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (closing === undefined) return { passed: 0, failed: 1 };
  const [passed, failed] = [Number(closing[1]), Number(closing[2])];
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

async function runOne(name: string): Promise<{ told: string; code: number | null }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "run.ts"), name, "--short"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      told += text;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { told, code };
}
