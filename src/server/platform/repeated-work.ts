import { setTimeout as pause } from "node:timers/promises";

export interface Repeated {
  /** Resolves once no turn of it is under way. */
  stop(): Promise<void>;
}

export interface RepeatedWork {
  readonly pauseMs: number;
  readonly work: () => Promise<void>;
  readonly count: { completed: number; failed: number; failedInARow: number };
  /** Told of the first failure of a row: what lasts is said once, not each second. */
  readonly onError: (error: unknown) => void;
}

/** Does work again and again, with a pause between, until it is stopped. */
export function repeatedly({ pauseMs, work, count, onError }: RepeatedWork): Repeated {
  const ending = new AbortController();
  const turn = async () => {
    try {
      await work();
      count.completed += 1;
      count.failedInARow = 0;
    } catch (error) {
      count.failed += 1;
      count.failedInARow += 1;
      if (count.failedInARow === 1) onError(error);
    }
  };
  const running = (async () => {
    while (!ending.signal.aborted) {
      await turn();
      await pause(pauseMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  })();
  return {
    stop: () => {
      ending.abort();
      return running;
    },
  };
}
