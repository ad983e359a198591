/** How long backups are kept: BACKUP_KEEP. */
export interface Keep {
  /** Every one of so many days. */
  readonly days: number;
  /** The last of each week, so many weeks back. */
  readonly weeks: number;
  /** The last of each month, so many months back. */
  readonly months: number;
}

export interface Dated {
  readonly id: string;
  /** Milliseconds since the beginning of 1970: when its copy was taken. */
  readonly at: number;
  /** Whether it could be put back, by all that is known. */
  readonly good: boolean;
}

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;

/**
 * The ids of those that have had their time. What is bad counts for no week and no month, and the last good one is never
 * among them, however old it is. Days, weeks (from Monday) and months are those of UTC: so all instances agree.
 * @param now milliseconds since the beginning of 1970
 */
export function outlived(backups: readonly Dated[], keep: Keep, now: number): string[] {
  const good = backups.filter((backup) => backup.good);
  const kept = new Set([
    ...backups.filter(({ at }) => now - at < keep.days * DAY_MS),
    ...lastOfEach(good, weekOf, (week) => weekOf(now) - week < keep.weeks),
    ...lastOfEach(good, monthOf, (month) => monthOf(now) - month < keep.months),
    ...lastOfEach(
      good,
      () => 0,
      () => true,
    ),
  ]);
  return backups.filter((backup) => !kept.has(backup)).map(({ id }) => id);
}

function lastOfEach(
  backups: readonly Dated[],
  spanOf: (at: number) => number,
  wanted: (span: number) => boolean,
): Dated[] {
  const last = new Map<number, Dated>();
  for (const backup of backups) {
    const span = spanOf(backup.at);
    const before = last.get(span);
    if (wanted(span) && (before === undefined || before.at < backup.at)) last.set(span, backup);
  }
  return [...last.values()];
}

/** Counted from a Monday; the first of January 1970 was a Thursday. */
const weekOf = (at: number) => Math.floor((at + 3 * DAY_MS) / WEEK_MS);

function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
