import type { KeyObject } from "node:crypto";
import type { Connection } from "../../platform/database/database.ts";
import { inclusionProof, leafHash, rootByInclusion } from "../../platform/proof/merkle.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import { proofFile } from "../../platform/proof/proof-file.ts";
import { auditLine, type EntryFacts } from "./audit-line.ts";
import { cosignedNote } from "./cosigned-note.ts";
import { readTiles } from "./read-tiles.ts";
import { type Log, selectEntries, selectHeads } from "./seal-queries.ts";
import { type NumberedLeaf, selectLogs, selectSealedEntry } from "./verify-queries.ts";

/** There is nothing to prove, or no head to prove it by; the message says which. */
export class NoProof extends Error {}

export interface SealedEntry {
  readonly log: Log;
  readonly leaf: NumberedLeaf;
  readonly entry: EntryFacts;
  /** What was hashed, without a line break. */
  readonly line: string;
}

/** @throws NoProof for an entry that no log holds */
export async function findSealedEntry(connection: Connection, id: string): Promise<SealedEntry> {
  const found = await selectSealedEntry(connection, id);
  if (found === null)
    throw new NoProof(`no entry ${id} is sealed: there is none, or it waits for its second`);
  const { log: number, ...leaf } = found;
  const log = (await selectLogs(connection)).find((one) => one.log === number) as Log;
  const entry = (await selectEntries(connection, [{ at: leaf.at as string, id }])).get(id);
  if (entry === undefined)
    throw new NoProof(`the entry ${id}, leaf ${leaf.leaf} of the log ${log.origin}, is gone`);
  return { log, leaf, entry, line: auditLine(entry) };
}

/**
 * The file that shows an entry to stand in the log.
 * @param size of the published head to prove it by; null: the last one of the entry's log
 * @throws NoProof where no such head covers the entry, or what it covers is something else
 */
export async function proveEntry(
  { connection, noteKeys }: { readonly connection: Connection; readonly noteKeys: readonly KeyObject[] },
  { log, leaf: { leaf: index, id }, line }: SealedEntry,
  size: number | null,
): Promise<string> {
  const heads = await selectHeads(connection, log.log, null);
  const head = size === null ? heads[0] : heads.find((one) => one.size === size);
  if (size !== null && head === undefined)
    throw new NoProof(`no head of ${size} leaves of the log ${log.origin} was published`);
  if (head === undefined || head.size <= index)
    throw new NoProof(
      `the entry ${id} is leaf ${index} of the log ${log.origin}, which ${size === null ? "no published head covers yet: the next is at the full hour" : `the head of ${size} leaves does not cover`}`,
    );
  const said = openCheckpoint(head.note, noteKeys);
  if (said === null || said.origin !== log.origin || said.size !== head.size)
    throw new NoProof(
      `the head of ${head.size} leaves is signed by no key of AUDIT_KEY for the log ${log.origin}`,
    );
  const path = await inclusionProof(index, head.size, readTiles(connection, log));
  const root = rootByInclusion(leafHash(Buffer.from(line)), index, head.size, path);
  if (!root?.equals(said.root))
    throw new NoProof(
      `the entry ${id} is not what the head of ${head.size} leaves covers: swideal audit verify tells more`,
    );
  return proofFile({ index, path, checkpoint: await cosignedNote(connection, log.log, head) });
}
