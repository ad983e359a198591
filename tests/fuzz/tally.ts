import type { Operation } from "./operations.ts";
import type { createSender, RawAnswer, RawRequest } from "./send.ts";

interface Row {
  readonly milliseconds: number[];
  readonly statuses: Map<number, number>;
  slowest: { sent: RawRequest; milliseconds: number };
}

/**
 * How many times its operation's median a single request may take, each time it is sent. A median counts as this many
 * milliseconds at least: where most callers are refused at once, an answer is many times a refusal.
 */
const OUTLIER = 20;
const MEDIAN_AT_LEAST = 3;
const TRIES = 5;
/**
 * Milliseconds that an answer takes so that its time tells nothing (`equaliseTiming`); a refusal of what is not valid, which
 * most of what is sent is, takes a twentieth. A second step more is still no outlier.
 */
const LEVELLED: Readonly<Record<string, number>> = {
  forgotPassword: 2 * 100,
  login: 2 * 100,
  register: 2 * 250,
  resendVerification: 2 * 100,
};
/** Milliseconds of what reads the statements that PostgreSQL has counted, here of every test that shares it. */
const SHARED: Readonly<Record<string, number>> = { listStatements: 500 };

export function createTally() {
  const rows = new Map<string, Row>();
  let requests = 0;
  return {
    add({ id }: Operation, sent: RawRequest, { status, milliseconds }: RawAnswer): void {
      requests += 1;
      const row: Row = rows.get(id) ?? {
        milliseconds: [],
        statuses: new Map(),
        slowest: { sent, milliseconds },
      };
      row.milliseconds.push(milliseconds);
      row.statuses.set(status, (row.statuses.get(status) ?? 0) + 1);
      if (milliseconds > row.slowest.milliseconds) row.slowest = { sent, milliseconds };
      rows.set(id, row);
    },

    /** Operations that were never called with success, or never refused, though any caller can bring about both. */
    unreached: (operations: readonly Operation[]): string[] =>
      operations
        .filter(({ id, method }) => {
          const statuses = [...(rows.get(id)?.statuses.keys() ?? [])];
          const read = method !== "GET" || statuses.some((status) => status < 300);
          return statuses.length === 0 || !read;
        })
        .map(({ id }) => id),

    /**
     * Each operation's slowest request is sent again: one that always takes many times the median found a way
     * to make the server work, one that did so once was interrupted.
     */
    async slowEverTime({ send }: ReturnType<typeof createSender>): Promise<string[]> {
      const slow: string[] = [];
      for (const [id, { milliseconds, slowest }] of rows) {
        const middle = [...milliseconds].sort((a, b) => a - b)[Math.floor(milliseconds.length / 2)] as number;
        const median = Math.max(middle, MEDIAN_AT_LEAST);
        const most = Math.max(OUTLIER * median, LEVELLED[id] ?? 0, SHARED[id] ?? 0);
        if (slowest.milliseconds < most) continue;
        const again: number[] = [];
        for (let n = 0; n < TRIES; n++) again.push((await send(slowest.sent)).milliseconds);
        if (Math.min(...again) > most) {
          slow.push(
            `${id}: ${Math.min(...again)} ms against ${median} ms: ${slowest.sent.target.slice(0, 500)}`,
          );
        }
      }
      return slow;
    },

    summary(): string {
      const lines = [...rows].map(([id, { statuses }]) => {
        const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}×${n}`);
        return `  ${id.padEnd(28)} ${counts.join(" ")}`;
      });
      return [`${requests} requests`, ...lines].join("\n");
    },
  };
}
