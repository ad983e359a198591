import { existsSync } from "node:fs";
import { spoolOf } from "./archive-command.ts";
import { type Archive, storedBases } from "./log-sources.ts";
import { closedGap } from "./ship-log.ts";
import { systemIdentifier } from "./system-identifier.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/** Whether it is time for the next base backup: there is none, the last is a week old, or the log had a gap since. */
export async function baseIsDue(
  archive: Archive,
  { dataDir, cluster }: { readonly dataDir: string; readonly cluster: string },
  now: Date,
): Promise<boolean> {
  const spool = spoolOf(dataDir);
  // While it lasts a base backup would have no log to go on with.
  if (existsSync(spool.gap)) return false;
  if (existsSync(closedGap(spool))) return true;
  const system = await systemIdentifier(cluster);
  if (system === null) return false;
  const bases = (await storedBases(archive)).get(system) ?? [];
  const last = Math.max(0, ...bases.map(({ endedAt }) => Date.parse(endedAt)));
  return now.getTime() - last >= WEEK_MS;
}
