import { csvTable } from "../../core/csv.ts";
import type { Connection } from "../../platform/database/database.ts";
import { auditLine, type EntryFacts, paddingLine } from "./audit-line.ts";
import { entryColumns } from "./entry-csv.ts";
import { selectPruned } from "./pruned-queries.ts";
import { selectEntries, selectSize } from "./seal-queries.ts";
import { type NumberedLeaf, selectLeaves, selectLogs } from "./verify-queries.ts";

export type ExportFormat = "jsonl" | "csv";

export interface LogExport {
  readonly format: ExportFormat;
  /** Moments as lines have them, UTC with microseconds; `to` is not in it any more. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Whether the leaves that hide how much happened are in it: with them line N is leaf N - 1, and all make the tree. */
  readonly padding: boolean;
  readonly onProgress: (done: number, of: number) => void;
  /** Told of each entry that was sealed and is not there any more. */
  readonly onGone: (entryId: string) => void;
}

const AT_ONCE = 5_000;

/**
 * What is sealed, in the order of sealing, log after log, some thousand lines at a time: of JSON Lines each is what was
 * hashed, byte for byte. Personal details are in neither format.
 */
export async function* exportLog(connection: Connection, wanted: LogExport): AsyncGenerator<string> {
  const { format, from, to, padding, onProgress, onGone } = wanted;
  const logs = await Promise.all(
    (await selectLogs(connection)).map(async (log) => ({
      ...log,
      size: await selectSize(connection, log.log),
      // What was pruned is not missing.
      first: (await selectPruned(connection, log.log))?.minimum ?? 0,
    })),
  );
  const all = logs.reduce((sum, { size, first }) => sum + size - first, 0);
  const isWanted = ({ at }: NumberedLeaf) =>
    at === null ? padding : (from === undefined || at >= from) && (to === undefined || at < to);
  if (format === "csv") yield logCsv.head;
  let done = 0;
  for (const { log, origin, size, first } of logs) {
    for (let at = first; at < size; ) {
      const leaves = await selectLeaves(connection, log, at, Math.min(AT_ONCE, size - at));
      const last = leaves.at(-1);
      if (last === undefined) break;
      const chosen = leaves.filter(isWanted);
      const entries = await selectEntries(
        connection,
        chosen.flatMap(({ at, id }) => (at === null || id === null ? [] : [{ at, id }])),
      );
      const lines = chosen.flatMap((leaf) => {
        const entry = entries.get(leaf.id ?? "") ?? null;
        if (leaf.id !== null && entry === null) {
          onGone(leaf.id);
          return [];
        }
        return [format === "csv" ? logCsv.row({ origin, leaf, entry }) : `${lineOf(leaf, entry)}\n`];
      });
      if (lines.length > 0) yield lines.join("");
      done += last.leaf + 1 - at;
      at = last.leaf + 1;
      onProgress(done, all);
    }
  }
}

const lineOf = ({ padding }: NumberedLeaf, entry: EntryFacts | null): string =>
  entry === null ? paddingLine(padding as Buffer) : auditLine(entry);

/** A leaf of the log of this origin; `entry` is null where it was sealed to hide how much happened. */
export interface ExportedLeaf {
  readonly origin: string;
  readonly leaf: NumberedLeaf;
  readonly entry: EntryFacts | null;
}

export const logCsv = csvTable<ExportedLeaf>([
  ["log", ({ origin }) => origin],
  ["leaf", ({ leaf }) => String(leaf.leaf)],
  ["kind", ({ leaf }) => leaf.kind],
  ...entryColumns<ExportedLeaf>(({ entry }) => entry),
  ["evidence", ({ entry }) => entry?.evidence?.toString("hex") ?? null],
  ["details_hash", ({ entry }) => entry?.detailsHash?.toString("hex") ?? null],
]);
