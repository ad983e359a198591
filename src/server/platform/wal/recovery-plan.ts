import { bytesOf, segmentAt, segmentName } from "./log-names.ts";
import type { BaseNote } from "./stored-notes.ts";
import { WalError } from "./wal-error.ts";

/** A timeline and the first segment of it, on the way to the one that is recovered: the oldest first. */
export interface Branch {
  readonly timeline: number;
  readonly from: number;
  /** Where the next one branches off; null for the last. */
  readonly until: bigint | null;
}

const LINE = /^(\d+)\s+([0-9A-F]+\/[0-9A-F]+)/;

/** @param history what PostgreSQL wrote when the timeline began; null for the first */
export function branchesOf(timeline: number, history: string | null): Branch[] {
  const branches: Branch[] = [];
  let from = 0;
  for (const line of history?.split("\n") ?? []) {
    const [, parent, lsn] = LINE.exec(line.trim()) ?? [];
    if (parent === undefined || lsn === undefined) continue;
    branches.push({ timeline: Number(parent), from, until: bytesOf(lsn) });
    from = segmentAt(bytesOf(lsn));
  }
  return [...branches, { timeline, from, until: null }];
}

/** The names under which that segment may lie, the likeliest first. */
export const segmentNames = (branches: readonly Branch[], number: number): string[] =>
  branches
    .filter(({ from }) => from <= number)
    .map(({ timeline }) => segmentName(timeline, number))
    .reverse();

export interface Known {
  readonly bases: readonly BaseNote[];
  readonly branches: readonly Branch[];
  /** Whether a segment of this name can be had. */
  has(segment: string): boolean;
  /** The last segment of which anything is known; what is beyond was never written, or nobody has it. */
  readonly last: number;
}

/** A base backup that the log leads on from. */
export interface Start {
  readonly base: BaseNote;
  /** The last segment to which the log goes on without a gap. */
  readonly through: number;
  /** Set where later ones are there, and this one is not. */
  readonly missing: string | null;
}

/** Those from which something can be recovered, the newest first. */
export function startsIn({ bases, branches, has, last }: Known): Start[] {
  const starts: Start[] = [];
  for (const base of bases) {
    const branch = branches.find(({ timeline }) => timeline === base.timeline);
    // Of after another timeline branched off it knows what that one does not.
    if (branch === undefined || (branch.until !== null && bytesOf(base.stop) > branch.until)) continue;
    let through = segmentAt(bytesOf(base.start)) - 1;
    while (through < last && segmentNames(branches, through + 1).some(has)) through += 1;
    if (through < segmentAt(bytesOf(base.stop) - 1n)) continue;
    const missing = through < last ? (segmentNames(branches, through + 1)[0] as string) : null;
    starts.push({ base, through, missing });
  }
  return starts.sort((one, other) => (one.base.endedAt < other.base.endedAt ? 1 : -1));
}

export interface Range {
  readonly from: string;
  readonly to: string;
}

/**
 * From which base backup that moment is recovered.
 * @param ends up to when the log that leads on from a start is whole
 * Throws WalError with the possible range.
 */
export async function chooseStart(
  starts: readonly Start[],
  to: Date,
  now: Date,
  ends: (start: Start) => Promise<Date>,
): Promise<Start> {
  const [newest] = starts;
  const oldest = starts.at(-1);
  if (newest === undefined || oldest === undefined)
    throw new WalError("there is no base backup with its log, from which anything could be recovered");
  const possible = async () => `possible is ${oldest.base.endedAt} to ${(await ends(newest)).toISOString()}`;
  if (to > now) throw new WalError(`${to.toISOString()} is in the future: ${await possible()}`);
  const start = starts.find(({ base }) => new Date(base.endedAt) <= to);
  if (start === undefined)
    throw new WalError(`${to.toISOString()} is before the oldest base backup: ${await possible()}`);
  const end = await ends(start);
  if (to <= end) return start;
  const why = start.missing === null ? "the archived log ends before" : `the log lacks ${start.missing}`;
  const next = starts.filter(({ base }) => new Date(base.endedAt) > to).at(-1);
  const later = next === undefined ? "" : `, and again from ${next.base.endedAt} on`;
  throw new WalError(
    `${to.toISOString()} cannot be reached: ${why}; possible is ${oldest.base.endedAt} to ${end.toISOString()}${later}`,
  );
}
