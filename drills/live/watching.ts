import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** To the process of the watchers; it answers one after the other. */
export type Order =
  | {
      readonly what: "open";
      readonly urls: readonly string[];
      readonly path: string;
      readonly count: number;
    }
  | { readonly what: "close" | "mark" | "heard" | "usage" }
  | { readonly what: "end"; readonly url: string; readonly path: string };

export interface Answer {
  readonly heardAt?: readonly number[];
  readonly missed?: number;
  readonly processor?: number;
  readonly events?: number;
}

/** Who watches, in a process of its own. */
export interface Watching {
  /** So many streams of this path below /api/v1, shared out to these instances; resolves once each has its first event. */
  open(urls: readonly string[], path: string, count: number): Promise<void>;
  close(): Promise<void>;
  /** What each hears from now on is told by what this resolves to: calls back once all have heard something. */
  nextEvent(): Promise<() => Promise<readonly number[]>>;
  /** Once their streams have ended they come back to that instance; of how many the mission's end was missed. */
  comeBack(url: string, path: string): Promise<number>;
  /** Microseconds of its processor since it began, and events that were heard. */
  usage(): Promise<{ readonly processor: number; readonly events: number }>;
  stop(): Promise<void>;
}

/** Milliseconds of a clock that all processes of this machine share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

export function startWatching(): Watching {
  const child = fork(join(import.meta.dirname, "watchers.ts"));
  let before: Promise<unknown> = Promise.resolve();
  const ask = (order: Order): Promise<Answer> => {
    const answer = before.then(async () => {
      const answered = once(child, "message");
      child.send(order);
      return (await answered)[0] as Answer;
    });
    before = answer;
    return answer;
  };
  return {
    open: async (urls, path, count) => void (await ask({ what: "open", urls, path, count })),
    close: async () => void (await ask({ what: "close" })),
    async nextEvent() {
      await ask({ what: "mark" });
      return async () => (await ask({ what: "heard" })).heardAt ?? [];
    },
    comeBack: async (url, path) => (await ask({ what: "end", url, path })).missed ?? Number.NaN,
    async usage() {
      const { processor = Number.NaN, events = Number.NaN } = await ask({ what: "usage" });
      return { processor, events };
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}
