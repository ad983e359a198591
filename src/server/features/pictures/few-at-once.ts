import { AppError } from "../../core/errors.ts";

/** Does so much work at once and lets as much wait; throws `overloaded` for what is beyond. */
export function fewAtOnce(atOnce: number, mostWaiting: number) {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (working >= atOnce) {
      if (waiting.length >= mostWaiting)
        throw new AppError("overloaded", { retryAfterSeconds: RETRY_SECONDS });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else working += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, so that nobody takes it in between.
      if (next === undefined) working -= 1;
      else next();
    }
  };
}

const RETRY_SECONDS = 5;
