import { bytesOf, isSegment, numberOf, segmentAt } from "./log-names.ts";
import { type Archive, storedBases } from "./log-sources.ts";
import { type BaseNote, baseFolder, logFolder } from "./stored-notes.ts";

const DAY_MS = 24 * 3_600_000;

export interface PrunedLog {
  readonly bases: number;
  readonly files: number;
}

/**
 * Removes what no moment of the last days needs: base backups of before the one with which the first of them begins, and the
 * log of before the oldest that is kept. Whatever its age, the newest base backup stays, with its log.
 */
export async function pruneLog(archive: Archive, keepDays: number, now: Date): Promise<PrunedLog> {
  const { store } = archive;
  const pruned = { bases: 0, files: 0 };
  for (const [system, bases] of await storedBases(archive)) {
    const { kept, old } = sorted(bases, new Date(now.getTime() - keepDays * DAY_MS));
    for (const { id, archive: tar, manifest } of old) {
      // Without its note it is none: what is killed on the way leaves nothing that looks whole.
      for (const name of [`${baseFolder(system)}${id}/note`, tar.name, manifest.name])
        await store.remove(name);
      pruned.bases += 1;
    }
    const first = Math.min(...kept.map(({ start }) => segmentAt(bytesOf(start))));
    const prefix = logFolder(system);
    const notes = (await store.list(prefix)).flatMap(({ name }) =>
      name.endsWith(".note") ? [name.slice(prefix.length, -".note".length)] : [],
    );
    for (const file of notes) {
      // Histories are small, and tell of every timeline there was.
      if (!isSegment(file.slice(0, 24)) || numberOf(file.slice(0, 24)) >= first) continue;
      for (const name of [`${prefix}${file}.note`, `${prefix}${file}.zst.age`]) await store.remove(name);
      pruned.files += 1;
    }
  }
  return pruned;
}

function sorted(bases: readonly BaseNote[], since: Date): { kept: BaseNote[]; old: BaseNote[] } {
  const newestFirst = [...bases].sort((one, other) => (one.endedAt < other.endedAt ? 1 : -1));
  const needed = newestFirst.findIndex(({ endedAt }) => new Date(endedAt) <= since);
  const count = needed < 0 ? newestFirst.length : needed + 1;
  return { kept: newestFirst.slice(0, count), old: newestFirst.slice(count) };
}
