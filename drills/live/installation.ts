import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild } from "../../bench/support/child.ts";
import { migrateDatabase } from "../../src/server/migrate-database.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { formatSecrets, makeSecrets } from "../../src/server/platform/secrets.ts";
import { startRedis } from "../../tests/support/redis.ts";
import type { InstanceInput } from "../support/instance.ts";

export interface Instance {
  readonly url: string;
  /** Bytes, resident, after a collection. */
  memory(): Promise<number>;
  /** Microseconds of its processor since it began. */
  processor(): Promise<number>;
  /** As at a rolling restart: it stops listening and ends what is open. */
  stop(): Promise<void>;
}

/** Two instances in processes of their own on one PostgreSQL and one Redis. */
export async function startTwoInstances() {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-live-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const [owner, application] = [postgres.connection("owner"), postgres.connection("application")];
  await migrateDatabase({ owner, applicationRole: application.user, log: () => {} });
  const redis = await startRedis();
  const secrets = formatSecrets(makeSecrets())
    .split("\n")
    .flatMap((line) => {
      const [name = "", ...value] = line.split("=");
      return name === "" ? [] : [[name, value.join("=").replace(/^'|'$/g, "")]];
    });
  const environment = {
    ...Object.fromEntries(secrets),
    LOG_LEVEL: "silent",
    RATE_LIMITS: "off",
    DEMO: "off",
    EMAIL_VERIFICATION: "off",
    DATA_DIR: join(dataDir, "instance"),
    PUBLIC_URL: "http://swideal.example",
    REDIS_URL: redis.url,
  };
  const instances = [
    await start({ application, environment }),
    await start({ application, environment }),
  ] as const;
  return {
    instances,
    async stop() {
      for (const instance of instances) await instance.stop();
      await redis.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function start(input: InstanceInput): Promise<Instance> {
  const child = await startChild(join(import.meta.dirname, "instance.ts"), input, {}, ["--expose-gc"]);
  return {
    url: child.url,
    memory: () => child.tell<number>("memory"),
    processor: async () => (await child.usage()).processor,
    stop: () => child.stop(),
  };
}
