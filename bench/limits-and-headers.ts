/**
 * What do limits cost a request that passes them all? Two instances of the real server on one database of example
 * missions, one with limits shared through a real Redis and one with limits off, asked in turn.
 *
 *     node bench/limits-and-headers.ts [--rounds 15] [--seconds 2] [--json FILE]
 *
 * Prints how many times longer a request takes with limits, by the median of the rounds, and how many times more of
 * the server's processor time it needs, which says the same on a machine that is busy with something else. Both send
 * the security headers, which nothing switches off. Fails when a route is above the figure wanted.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { ensureBuiltPages, pagesFolder } from "../src/cli/build-pages.ts";
import { buildServer } from "../src/server/build-server.ts";
import { loadDemonstration } from "../src/server/features/demo/index.ts";
import { migrateDatabase } from "../src/server/migrate-database.ts";
import { readConfig } from "../src/server/platform/config.ts";
import type { ConnectionConfig } from "../src/server/platform/database/database.ts";
import { startEmbeddedPostgres } from "../src/server/platform/embedded-postgres/index.ts";
import { openLog } from "../src/server/platform/log.ts";
import { openResources } from "../src/server/resources.ts";
import { startRedis } from "../tests/support/redis.ts";

const WANTED = 1.25;
const CONNECTIONS = 32;
const routes = {
  "cached public page": "/",
  feed: "/api/v1/missions",
  categories: "/api/v1/categories",
} as const;

const wide = "9999999/60";
const limitsOn = {
  RATE_LIMITS: "on",
  RATE_LIMIT_GLOBAL: wide,
  RATE_LIMIT_SEARCH: wide,
  RATE_LIMIT_SUGGEST: wide,
};

interface Instance {
  readonly url: string;
  /** Processor time since its start, in microseconds. */
  used(): Promise<number>;
  stop(): Promise<void>;
}

/** An instance in a process of its own, which is this file again. */
async function startInstance(
  connection: ConnectionConfig,
  environment: NodeJS.ProcessEnv,
): Promise<Instance> {
  const child = fork(import.meta.filename, [], { env: { ...process.env, ...environment } });
  child.send(connection);
  const [url] = (await once(child, "message")) as [string];
  return {
    url,
    async used() {
      child.send("used");
      const [microseconds] = (await once(child, "message")) as [number];
      return microseconds;
    },
    async stop() {
      child.send("stop");
      await once(child, "exit");
    },
  };
}

async function serve(): Promise<void> {
  const [connection] = (await once(process, "message")) as [ConnectionConfig];
  const config = readConfig(process.env, "embedded-allowed");
  const access = { application: connection, owner: connection, applicationRole: "", exited: null };
  const resources = await openResources(config, openLog("silent"), { ...access, close: async () => {} });
  let url = "";
  const app = await buildServer(resources, { version: "bench", publicUrl: () => url, pagesFolder });
  url = await app.listen({ host: "127.0.0.1", port: 0 });
  process.send?.(url);
  for (;;) {
    const [word] = (await once(process, "message")) as [string];
    if (word === "stop") break;
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  }
  await app.close();
  await resources.close();
  process.disconnect();
}

interface Speed {
  readonly perSecond: number;
  /** The server's processor time for one request, in microseconds. */
  readonly processor: number;
}

async function speedOf(instance: Instance, path: string, seconds: number): Promise<Speed> {
  const url = instance.url + path;
  const before = await instance.used();
  const { requests, non2xx, errors } = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refusals, ${errors} errors`);
  const processor = ((await instance.used()) - before) / requests.total;
  return { perSecond: requests.total / seconds, processor };
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function measure(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "15" },
      seconds: { type: "string", default: "2" },
      json: { type: "string" },
    },
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  await ensureBuiltPages(console.error);
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const redis = await startRedis();
  const instances: Instance[] = [];
  try {
    const owner = postgres.connection("owner");
    const application = postgres.connection("application");
    await migrateDatabase({ owner, applicationRole: application.user, log: () => {} });
    await loadDemonstration(owner, {
      missions: 2_000,
      seed: 1,
      at: null,
      currency: "EUR",
      ownMissions: null,
      onProgress: () => {},
    });
    const common = { DATA_DIR: dataDir, LOG_LEVEL: "warn", SCHEDULER: "off" };
    const off = await startInstance(application, { ...common, RATE_LIMITS: "off", REDIS_URL: redis.url });
    instances.push(off);
    const on = await startInstance(application, { ...common, ...limitsOn, REDIS_URL: redis.url });
    instances.push(on);

    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, PostgreSQL ${postgres.version}`,
    );
    console.log(`${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections\n`);
    console.log("| route | off, req/s | on, req/s | off ÷ on | processor time, on ÷ off | wanted |");
    console.log("| --- | --- | --- | --- | --- | --- |");
    const results = [];
    for (const [name, path] of Object.entries(routes)) {
      const measured: { off: Speed; on: Speed }[] = [];
      for (const instance of [off, on]) await speedOf(instance, path, 2 * seconds);
      for (let round = 0; round < rounds; round++) {
        const without = await speedOf(off, path, seconds);
        measured.push({ off: without, on: await speedOf(on, path, seconds) });
      }
      const ratio = median(measured.map((one) => one.off.perSecond / one.on.perSecond));
      const processor = median(measured.map((one) => one.on.processor / one.off.processor));
      results.push({ name, ratio, processor, wanted: WANTED, rounds: measured });
      const speeds = [measured.map((one) => one.off.perSecond), measured.map((one) => one.on.perSecond)];
      const figures = [...speeds.map((of) => median(of).toFixed(0)), ratio.toFixed(2), processor.toFixed(2)];
      console.log(`| ${[name, ...figures, `≤ ${WANTED}`].join(" | ")} |`);
      if (ratio > WANTED) process.exitCode = 1;
    }
    if (values.json !== undefined) await writeFile(values.json, JSON.stringify(results, null, 2));
  } finally {
    for (const instance of instances.reverse()) await instance.stop();
    await redis.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await (process.send === undefined ? measure() : serve());
