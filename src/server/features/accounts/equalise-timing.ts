import { setTimeout as wait } from "node:timers/promises";

/**
 * Answers, or refuses, at a whole multiple of `stepMs` after the call, so that the time says nothing
 * of which way the work took. `stepMs` is well above what the work needs.
 */
export async function equaliseTiming<T>(stepMs: number, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    await untilStep(start, stepMs);
  }
}

/** As `equaliseTiming` for refusals alone: who succeeds does not wait. */
export async function equaliseRefusalTiming<T>(stepMs: number, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } catch (error) {
    await untilStep(start, stepMs);
    throw error;
  }
}

async function untilStep(start: number, stepMs: number): Promise<void> {
  await wait(stepMs - ((performance.now() - start) % stepMs));
}
