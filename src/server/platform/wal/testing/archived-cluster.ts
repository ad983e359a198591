import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { clusterOf } from "../../embedded-postgres/cluster-folder.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../embedded-postgres/index.ts";
import {
  query,
  temporaryFolder,
  untilNoServer,
  usedDataDir,
} from "../../embedded-postgres/testing/support.ts";
import { folderStore } from "../../objects/folder-store.ts";
import { prepareArchiving, spoolOf } from "../archive-command.ts";
import { takeBaseBackup } from "../base-backup.ts";
import { type RecoveryOptions, recover } from "../recover.ts";
import { shipLog } from "../ship-log.ts";

export type ArchivedCluster = Awaited<ReturnType<typeof archivedCluster>>;

/** An embedded database that archives its log, and the store to which it goes when `ship` is called. */
export async function archivedCluster(mostBytes = 1e9) {
  const dataDir = await usedDataDir();
  const storeFolder = join(await temporaryFolder(), "store");
  const store = folderStore(storeFolder);
  const keys = [generateKeyPairSync("ed25519").privateKey];
  const identity = await generateX25519Identity();
  const recipients = [await identityToRecipient(identity)];
  const gaps: string[] = [];
  const lines: string[] = [];
  let postgres: EmbeddedPostgres;
  const start = async () => {
    const settings = await prepareArchiving(dataDir, clusterOf(dataDir), mostBytes);
    postgres = await startEmbeddedPostgres({ dataDir, settings, log: (line) => void lines.push(line) });
  };
  await start();
  const shipping = {
    ...{ dataDir, cluster: clusterOf(dataDir), store, recipients, keys, leastFreeBytes: 0 },
    onGap: (file: string) => void gaps.push(file),
  };
  const cluster = {
    ...{ dataDir, storeFolder, store, keys, identity, recipients, gaps, lines, start, shipping },
    connection: () => ({ ...postgres.connection("owner"), ssl: false as const }),
    /** As PostgreSQL has a file archived. */
    archiveFile(content: Buffer, name: string) {
      const path = join(storeFolder, "..", "given");
      writeFileSync(path, content);
      const { status, stderr } = spawnSync("sh", [spoolOf(dataDir).script, path, name, "1000"]);
      return { status, stderr: stderr.toString() };
    },
    sql: (text: string) => query(postgres.connection("owner"), text),
    superuser: (text: string) => query(postgres.superuser(), text),
    ship: (changed: Partial<typeof shipping> = {}) => shipLog({ ...shipping, ...changed }),
    base: () =>
      takeBaseBackup({
        ...{ connection: postgres.superuser(), store, keys, recipients },
        checkpoint: "fast",
      }),
    waiting: () => readdirSync(spoolOf(dataDir).folder).sort(),
    hasGap: () => existsSync(spoolOf(dataDir).gap),
    /** Ends the segment that is written to, and waits until PostgreSQL has archived it. */
    async archive(): Promise<void> {
      await query(postgres.superuser(), "select pg_logical_emit_message(true, 'swideal', 'x')");
      const [row] = await query(postgres.superuser(), "select pg_walfile_name(pg_switch_wal()) as file");
      const archived = `select last_archived_wal as file from pg_stat_archiver`;
      for (let file = ""; file < String(row?.file); )
        file = String((await query(postgres.superuser(), archived))[0]?.file ?? "").slice(0, 24);
    },
    async now(): Promise<Date> {
      const [row] = await query(postgres.superuser(), "select clock_timestamp() as now");
      return row?.now as Date;
    },
    stop: () => postgres.stop(),
    async kill(): Promise<void> {
      process.kill(postgres.processId, "SIGKILL");
      await postgres.exited;
      await untilNoServer(dataDir);
    },
    recover: (to: Date, changed: Partial<RecoveryOptions> = {}) =>
      recover({
        ...{ dataDir, store, keys, to, replace: true },
        ...{ identities: [identity], now: new Date(), log: () => {}, afterwards: async () => {} },
        ...changed,
      }),
  };
  return cluster;
}
