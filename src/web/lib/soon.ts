/** Between two readings, and over how long those who are told of one change spread theirs. */
const GAP_MS = 1_000;
const SPREAD_MS = 500;

export interface Soon {
  /** Something has changed. */
  again(): void;
  stop(): void;
}

/** Reads anew soon after each change, at most once a second: the last change is always followed by a reading. */
export function soon(read: () => unknown): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    again() {
      if (timer !== undefined) return;
      const wait = Math.max(Math.random() * SPREAD_MS, readAt + GAP_MS - performance.now());
      timer = setTimeout(() => {
        timer = undefined;
        readAt = performance.now();
        read();
      }, wait);
    },
    stop: () => clearTimeout(timer),
  };
}
