import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clusterOf } from "../embedded-postgres/cluster-folder.ts";
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  findRunningPostgres,
  startEmbeddedPostgres,
} from "../embedded-postgres/index.ts";
import { swapCluster } from "../embedded-postgres/swap-cluster.ts";
import { spoolOf } from "./archive-command.ts";
import { FETCH_FOLDER, fetchLog, restoreCommand } from "./fetch-command.ts";
import { bytesOf, historyName, isSegment, numberOf, segmentAt, timelineOf } from "./log-names.ts";
import { type Archive, contentOf, type LogSources, logSources, storedBases } from "./log-sources.ts";
import { type Branch, branchesOf, chooseStart, type Start, segmentNames, startsIn } from "./recovery-plan.ts";
import type { BaseNote } from "./stored-notes.ts";
import { systemIdentifier } from "./system-identifier.ts";
import { unpackBaseBackup } from "./unpack.ts";
import { WalError } from "./wal-error.ts";

export interface RecoveryOptions extends Archive {
  readonly dataDir: string;
  readonly to: Date;
  readonly now: Date;
  /** Whether a database that is there may be put aside. */
  readonly replace: boolean;
  /** Each step in a line. */
  readonly log: (line: string) => void;
  /** Works on what was recovered before it takes its place: where it fails, the old one stays. */
  readonly afterwards: (recovered: EmbeddedPostgres) => Promise<void>;
}

export interface Recovered {
  readonly base: BaseNote;
  /** The last commit that is in it, as PostgreSQL says it; null where none came after the base backup. */
  readonly lastCommit: string | null;
  /** Where the old database lies now; null where there was none. */
  readonly aside: string | null;
}

const WORK = /^postgres\.recovering-/;

/**
 * Brings the embedded database of DATA_DIR to what it was at a moment: from the newest base backup of before it and the log since,
 * in a folder of its own, which takes the old one's place once it is whole. Throws WalError, ObjectStoreError or
 * EmbeddedPostgresError; the old database is then what it was.
 */
export async function recover(options: RecoveryOptions): Promise<Recovered> {
  const { dataDir, to, now, replace, log } = options;
  const old = clusterOf(dataDir);
  const hadOne = existsSync(old);
  if (hadOne && !replace)
    throw new WalError(
      `${old} is there: with --replace it is put aside and what is recovered takes its place`,
    );
  if (hadOne && (await findRunningPostgres(dataDir)) !== null)
    throw new WalError(`Swideal runs on ${dataDir}: stop it first`);
  const plan = await planOf(options, old);
  const start = await chooseStart(plan.starts, to, now, plan.ends);
  await makeRoom(dataDir, start.base.clearBytes);
  const work = await mkdtemp(join(dataDir, "postgres.recovering-"));
  try {
    const cluster = clusterOf(work);
    log(`Unpacking the base backup of ${start.base.endedAt}`);
    await unpackBaseBackup(options.store, start.base, options.identities, cluster);
    log(`Fetching the log since, up to ${to.toISOString()}`);
    const lastCommit = await replay(options, work, plan, start);
    await rm(join(cluster, FETCH_FOLDER), { recursive: true });
    const aside = await swapCluster(dataDir, cluster);
    return { base: start.base, lastCommit, aside };
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

interface Plan {
  readonly sources: LogSources;
  readonly branches: readonly Branch[];
  readonly starts: readonly Start[];
  /** Up to when the log that leads on from there is whole. */
  ends(start: Start): Promise<Date>;
  /** The last segment that was ever written; null where that is not known. */
  readonly last: number | null;
}

/** What is there, of the database that lived last. */
export async function planOf(options: Archive & { dataDir: string; now: Date }, old: string): Promise<Plan> {
  const all = await storedBases(options);
  const own = await systemIdentifier(old);
  const newest = [...all.values()].flat().sort((one, other) => (one.endedAt < other.endedAt ? 1 : -1))[0];
  const system = own !== null && all.has(own) ? own : newest?.system;
  if (system === undefined) throw new WalError(`there is no base backup in ${options.store.place}`);
  const remains = own === system ? [spoolOf(options.dataDir).folder, join(old, "pg_wal")] : [];
  const sources = await logSources(options, system, remains);
  const bases = all.get(system) as BaseNote[];
  const segments = [...sources.stored, ...sources.local.keys()].filter(isSegment);
  const lastStored = Math.max(-1, ...[...sources.stored].filter(isSegment).map(numberOf));
  const ownLast = Math.max(-1, ...[...sources.local.keys()].filter(isSegment).map(numberOf));
  const timeline = await newestTimeline(sources, segments, bases);
  const history = timeline === 1 ? null : await sources.read(historyName(timeline));
  if (timeline > 1 && history === null) throw new WalError(`${historyName(timeline)} is missing`);
  const branches = branchesOf(timeline, history === null ? null : await contentOf(history));
  // The old cluster's own log ends where everything ends that was ever written.
  const last = ownLast < 0 ? null : Math.max(ownLast, lastStored);
  const starts = startsIn({ bases, branches, has: sources.has, last: Math.max(ownLast, lastStored) });
  const ends = async ({ base, through, missing }: Start) => {
    if (missing === null && last !== null) return options.now;
    const name = segmentNames(branches, through).find((one) => sources.stored.has(one));
    return name === undefined ? new Date(base.endedAt) : sources.writtenAt(name);
  };
  return { sources, branches, starts, ends, last };
}

/** On which the database lived last: an older one's segments may have higher numbers. */
async function newestTimeline(
  sources: LogSources,
  segments: readonly string[],
  bases: readonly BaseNote[],
): Promise<number> {
  const local = [...sources.local.keys()].filter(isSegment).map(timelineOf);
  if (local.length > 0) return Math.max(...local);
  return Math.max(1, ...segments.map(timelineOf), ...bases.map(({ timeline }) => timeline));
}

/** What a recovery that was killed has left, and whether the base backup has room. */
async function makeRoom(dataDir: string, bytes: number): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dataDir))
    if (WORK.test(name)) await rm(join(dataDir, name), { recursive: true, force: true });
  const { bavail, bsize } = await statfs(dataDir);
  const needed = bytes + 512 * 1024 * 1024;
  if (bavail * bsize < needed)
    throw new WalError(
      `the disk of ${dataDir} has not the ${Math.ceil(needed / 1_048_576)} MB that the recovery needs`,
    );
}

const EARLY = /recovery ended before configured recovery target was reached/;

/** @returns the last commit that was replayed */
async function replay(
  options: RecoveryOptions,
  work: string,
  plan: Plan,
  start: Start,
): Promise<string | null> {
  const cluster = clusterOf(work);
  await writeFile(join(cluster, "recovery.signal"), "", { mode: 0o600 });
  const fetching = await fetchLog(cluster, plan.sources, plan.branches);
  const lines: string[] = [];
  const begin = (target: Record<string, string>) =>
    startEmbeddedPostgres({
      dataDir: work,
      log: (line) => void lines.push(line),
      settings: {
        restore_command: restoreCommand,
        recovery_target_timeline: String(plan.branches.at(-1)?.timeline),
        ...target,
        // Else the launcher takes a server that can be read for one that is ready.
        hot_standby: "off",
        // What begins with its new timeline is archived by the next start, once it has taken its place.
        ...{ archive_mode: "on", archive_command: "false" },
      },
    });
  const target = {
    // When it reads its settings PostgreSQL knows no names of zones yet, `Z` neither.
    recovery_target_time: options.to.toISOString().replace("Z", "+00"),
    recovery_target_action: "promote",
  };
  try {
    const postgres = await begin(target).catch((error: unknown) => {
      const early = error instanceof EmbeddedPostgresError && EARLY.test(lines.join("\n"));
      // Nothing was committed between the log's end and that moment: what is there is what was there.
      if (early && fetching.failure() === null && isWhole(lines, start, plan)) return begin({});
      throw fetching.failure() ?? error;
    });
    try {
      await options.afterwards(postgres);
    } finally {
      await postgres.stop();
    }
  } finally {
    await fetching.stop();
  }
  return saidLast(lines, /last completed transaction was at log time (.+)$/);
}

/** Whether the log was replayed to the last segment that is there. */
function isWhole(lines: readonly string[], start: Start, { last }: Plan): boolean {
  const lsn = saidLast(lines, /redo done at ([0-9A-F]+\/[0-9A-F]+)/);
  // The last segment may have been begun and hold nothing yet.
  return lsn !== null && segmentAt(bytesOf(lsn)) >= (last ?? start.through) - 1;
}

function saidLast(lines: readonly string[], pattern: RegExp): string | null {
  const said = lines.findLast((line) => pattern.test(line));
  return said === undefined ? null : (pattern.exec(said)?.[1] ?? null);
}
