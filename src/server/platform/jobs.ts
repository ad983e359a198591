import { CompiledQuery } from "kysely";
import type pg from "pg";
import { type Job, type JobResult, PgBoss } from "pg-boss";
import type { Tx } from "./database/database.ts";
import { type Repeated, repeatedly } from "./repeated-work.ts";

const SCHEMA = "pgboss";

/** A full batch is followed by the next at once; each job of it fails or succeeds on its own. */
const BY_BATCH = {
  batchSize: 10,
  burstWhenBatchFull: true,
  perJobResults: true,
} as const;

export interface JobQueue<Data extends object = object> {
  readonly name: string;
  /** Attempts after the first; the wait doubles from `retryDelaySeconds`. */
  readonly retries: number;
  readonly retryDelaySeconds: number;
  /** After which a job is given up, a quarter of an hour where nothing is said; a day at most. */
  readonly longestSeconds?: number;
  /** Only for the reader: what a job of this queue carries. */
  readonly example?: Data;
}

/** Jobs and the outbox: what is enqueued in a transaction happens if, and only if, it commits. */
export interface Jobs {
  /** @param afterSeconds there is nothing to do before; by the database's clock */
  enqueue<Data extends object>(
    tx: Tx,
    queue: JobQueue<Data>,
    data: Data,
    afterSeconds?: number,
  ): Promise<void>;
  /** Registers who does the work of a queue, one job at a time. Handlers are idempotent: a job may come twice. */
  handle<Data extends object>(queue: JobQueue<Data>, handler: (data: Data) => Promise<void>): void;
  /** As `handle`, at the times of a cron expression, once in a whole cluster. */
  schedule(queue: JobQueue, cron: string, handler: () => Promise<void>, when?: ScheduleOptions): void;
  /** Work of each instance, again and again with a pause between; what must not be done twice at once sees to it itself. */
  repeat(name: string, pauseMs: number, work: () => Promise<void>): void;
  /**
   * Works off what an earlier release has left in a queue under whose name this one enqueues nothing. Where there is no such
   * queue there is nothing to do, and none is made.
   */
  finish<Data extends object>(name: string, handler: (data: Data) => Promise<void>): void;
  /** Makes the queues. Called once, before anything is enqueued. */
  open(): Promise<void>;
  /** Begins to work, after `open`. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What this instance has worked on since its start, by queue; for health and metrics. */
  state(): readonly QueueState[];
}

export interface ScheduleOptions {
  /** Once more when this instance begins to work: for what one that was killed has left behind. */
  readonly atStart?: boolean;
}

export interface QueueState {
  readonly name: string;
  readonly completed: number;
  readonly failed: number;
  readonly failedInARow: number;
}

const WORRYING_FAILURES = 3;

/** Throws with the reason when some work of this instance fails again and again. */
export function checkQueues(jobs: Pick<Jobs, "state">): void {
  const failing = jobs.state().filter(({ failedInARow }) => failedInARow >= WORRYING_FAILURES);
  if (failing.length > 0) throw new Error(`these jobs fail: ${failing.map(({ name }) => name).join(", ")}`);
}

export interface JobsOptions {
  readonly connection: pg.ClientConfig;
  readonly timeZone: string;
  /** Milliseconds between two looks for work. */
  readonly pollEvery: number;
  /** false: scheduled work is left to somebody else (SCHEDULER=off). */
  readonly scheduling: boolean;
  readonly onError: (error: unknown) => void;
}

/** Needs the schema that `installJobs` made; throws when it is of another version. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const boss = new PgBoss({
    ...(options.connection as object),
    schema: SCHEMA,
    max: 3,
    application_name: "swideal-jobs",
    migrate: false,
    createSchema: false,
    schedule: options.scheduling,
  });
  boss.on("error", options.onError);
  const queues: JobQueue[] = [];
  const registrations: (() => Promise<void>)[] = [];
  const counts = new Map<string, { completed: number; failed: number; failedInARow: number }>();
  const repeated: Repeated[] = [];
  const work = async ({ name }: Pick<JobQueue, "name">, handler: (data: object) => Promise<void>) => {
    const count = { completed: 0, failed: 0, failedInARow: 0 };
    counts.set(name, count);
    const attempt = async ({ id, data }: Job<object>): Promise<JobResult> => {
      try {
        await handler(data);
        count.completed += 1;
        count.failedInARow = 0;
        return { id, status: "completed" };
      } catch (error) {
        count.failed += 1;
        count.failedInARow += 1;
        options.onError(error);
        return { id, status: "failed", output: { text: error instanceof Error ? error.message : "" } };
      }
    };
    const working = { ...BY_BATCH, pollingIntervalSeconds: options.pollEvery / 1_000 };
    await boss.work<object, void, typeof working>(name, working, async (jobs) => {
      const results: JobResult[] = [];
      for (const job of jobs) results.push(await attempt(job));
      return results;
    });
  };
  return {
    async enqueue(tx, queue, data, afterSeconds = 0) {
      await boss.send(queue.name, data, {
        ...(afterSeconds > 0 && { startAfter: afterSeconds }),
        db: { executeSql: (text, values) => run(tx, text, values) },
      });
    },
    handle: (queue, handler) => {
      queues.push(queue);
      registrations.push(() => work(queue, handler as (data: object) => Promise<void>));
    },
    schedule: (queue, cron, handler, { atStart = false } = {}) => {
      queues.push(queue);
      registrations.push(async () => {
        await work(queue, handler);
        if (options.scheduling) await boss.schedule(queue.name, cron, null, { tz: options.timeZone });
        if (atStart) await boss.send(queue.name, {});
      });
    },
    repeat: (name, pauseMs, handler) => {
      registrations.push(async () => {
        const count = { completed: 0, failed: 0, failedInARow: 0 };
        counts.set(name, count);
        repeated.push(repeatedly({ pauseMs, work: handler, count, onError: options.onError }));
      });
    },
    finish: (name, handler) => {
      registrations.push(async () => {
        if ((await boss.getQueue(name)) !== null)
          await work({ name }, handler as (data: object) => Promise<void>);
      });
    },
    async open() {
      await boss.start();
      for (const { name, retries, retryDelaySeconds, longestSeconds } of queues) {
        await boss.createQueue(name, {
          retryLimit: retries,
          retryDelay: retryDelaySeconds,
          retryBackoff: true,
          ...(longestSeconds && { expireInSeconds: longestSeconds }),
        });
      }
    },
    async start() {
      for (const register of registrations) await register();
    },
    state: () => [...counts].map(([name, count]) => ({ name, ...count })),
    async stop() {
      await Promise.all(repeated.map(({ stop }) => stop()));
      await boss.stop({ graceful: true, timeout: 10_000, close: true });
    },
  };
}

async function run(tx: Tx, text: string, values: unknown[] = []) {
  const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values));
  // biome-ignore lint/suspicious/noExplicitAny: pg-boss's own type for rows
  return { rows: rows as any[] };
}

/** Makes or migrates the schema of the jobs, as its owner. */
export async function installJobs(connection: pg.ClientConfig): Promise<void> {
  const boss = new PgBoss({
    ...(connection as object),
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {});
  await boss.start();
  await boss.stop({ graceful: false, close: true });
}
