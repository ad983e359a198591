import type { KeyObject } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { readAhead } from "../../core/read-ahead.ts";
import type { Connection } from "../../platform/database/database.ts";
import { CompactRange, type Hash, leafHash } from "../../platform/proof/merkle.ts";
import { canonical, detailsHash } from "./audit.ts";
import { auditLine, type EntryFacts, paddingLine } from "./audit-line.ts";
import { selectExpired } from "./expired-details.ts";
import { prunedOf } from "./pruned.ts";
import type { PrunedPart } from "./pruned-note.ts";
import type { Restart } from "./restart-note.ts";
import { type Log, selectSize } from "./seal-queries.ts";
import type { SecondPlace } from "./second-places.ts";
import { batchesOf } from "./verify-batches.ts";
import { verifyCosignatures } from "./verify-cosignatures.ts";
import { createFindings, type Findings } from "./verify-findings.ts";
import { headsOf } from "./verify-heads.ts";
import {
  type Details,
  type NumberedLeaf,
  selectErased,
  selectLogs,
  selectUncovered,
  selectVanished,
} from "./verify-queries.ts";
import { restartOf } from "./verify-restarts.ts";

export interface VerifyDependencies {
  readonly connection: Connection;
  readonly noteKeys: readonly KeyObject[];
  readonly places: readonly SecondPlace[];
  readonly onProgress: (done: number, of: number) => void;
}

export interface Verification {
  readonly leaves: number;
  readonly entries: number;
  /** Published heads that were compared, those of second places included. */
  readonly heads: number;
  /** What is wrong, the first first; at most a hundred, of `faults` in all. */
  readonly found: readonly string[];
  readonly faults: number;
}

/** Whose details may be missing, by what the log says itself. */
interface Gone {
  /** Users and parties. */
  readonly erased: ReadonlySet<string>;
  /** ISO, UTC. */
  readonly before: string | null;
}

interface TreeFacts {
  /** How the log that follows says it began; null: none does. */
  readonly next: Restart | null;
  readonly gone: Gone;
  readonly pruned: PrunedPart | null;
}

/** Some milliseconds. */
const LEAVES_A_TURN = 250;
const MOST_NAMED = 100;

/**
 * Reads the whole log: makes each entry's line again, compares it with what was sealed, the tiles with each other, and the
 * tree with every head that was published.
 */
export async function verifyLog(dependencies: VerifyDependencies): Promise<Verification> {
  const findings = createFindings(MOST_NAMED);
  const sum = { leaves: 0, entries: 0, heads: 0 };
  const gone: Gone = {
    erased: await selectErased(dependencies.connection),
    before: await selectExpired(dependencies.connection),
  };
  const logs = await selectLogs(dependencies.connection);
  for (const [at, log] of logs.entries()) {
    const following = logs[at + 1];
    const next = following === undefined ? null : await restartOf(dependencies, following, log);
    if (following !== undefined && next === null)
      findings.add(
        `the log ${following.origin} does not say, signed by a key of AUDIT_KEY, that it follows ${log.origin}`,
      );
    const pruned = await prunedOf(dependencies, log);
    if (pruned === "unsigned")
      findings.add(`what stands for the pruned beginning of ${log.origin} is signed by no key of AUDIT_KEY`);
    const facts = { next, gone, pruned: pruned === "unsigned" ? null : pruned };
    const seen = await verifyTree(log, { ...dependencies, ...facts }, findings);
    sum.leaves += seen.leaves;
    sum.entries += seen.entries;
    sum.heads += seen.heads;
  }
  const { connection } = dependencies;
  for (const { id, at, action, waits } of await selectUncovered(connection, MOST_NAMED))
    findings.add(
      waits
        ? `entry ${id} (${action}, ${at}) has waited to be sealed for more than a minute`
        : `entry ${id} (${action}, ${at}) was not written by the program, or its place in the queue was taken away`,
    );
  for (const { id, at } of await selectVanished(connection, MOST_NAMED))
    findings.add(`entry ${id} (${at}) is gone: it was taken away before it was sealed`);
  return { ...sum, found: findings.named, faults: findings.count };
}

async function verifyTree(
  log: Log,
  { connection, noteKeys, places, onProgress, next, gone, pruned }: VerifyDependencies & TreeFacts,
  findings: Findings,
): Promise<{ leaves: number; entries: number; heads: number }> {
  // Heads first: one that is published meanwhile covers no leaf that is not read.
  const heads = await headsOf(log, { connection, noteKeys, places, next }, findings);
  await verifyCosignatures(connection, log, findings);
  const size = await selectSize(connection, log.log);
  // Its hashes are compared by each head behind it: the tree goes on from them.
  const range = new CompactRange(pruned?.size ?? 0, pruned?.hashes ?? []);
  if (range.size > 0) heads.compare(range.size, range.root.bind(range), findings);
  let entries = 0;
  let proven = pruned?.proven ?? false;
  for await (const { leaves, entries: there, details, tiles } of readAhead(
    batchesOf(connection, log.log, range.size, size),
  )) {
    for (const leaf of leaves) {
      // What is read meanwhile is taken in, and the next statement sent.
      if (range.size % LEAVES_A_TURN === 0) await turn();
      if (leaf.leaf !== range.size) {
        findings.add(`leaf ${range.size} of the log ${log.origin} is missing`);
        return { leaves: size, entries, heads: heads.count };
      }
      if (leaf.kind === "entry") proven = true;
      const isKept = leaf.leaf >= (pruned?.minimum ?? 0);
      if (leaf.kind !== "padding" && isKept) entries += 1;
      const entry = leaf.id === null ? undefined : there.get(leaf.id);
      if (isKept) lookAt(leaf, entry, details.get(leaf.id ?? ""), proven, findings, gone);
      const sealed = tiles.leaf(leaf.leaf);
      const line = lineOf(leaf, entry);
      if (line !== null && sealed !== null && !leafHash(Buffer.from(line)).equals(sealed))
        findings.add(`${nameOf(leaf, entry)} is not what was sealed as leaf ${leaf.leaf}`);
      const hash = sealed ?? (line === null ? null : leafHash(Buffer.from(line)));
      if (hash === null) {
        findings.add(`nothing is left of leaf ${leaf.leaf} of the log ${log.origin}`);
        return { leaves: size, entries, heads: heads.count };
      }
      range.append(hash, (node, made) => {
        const fault = tiles.compare(node, made);
        if (fault !== null) findings.add(`${fault} of the log ${log.origin}`);
      });
      heads.compare(range.size, range.root.bind(range), findings);
    }
    onProgress(range.size, size);
  }
  heads.finish(range.size, findings);
  return { leaves: size, entries, heads: heads.count };
}

function lookAt(
  leaf: NumberedLeaf,
  entry: EntryFacts | undefined,
  details: Details | undefined,
  proven: boolean,
  findings: Findings,
  gone: Gone,
): void {
  if (leaf.kind === "padding") return;
  if (leaf.kind === "bad-mac") findings.add(`${nameOf(leaf, entry)} was not written by the program`);
  if (leaf.kind === "unproven" && proven)
    findings.add(`${nameOf(leaf, entry)} has no MAC, and others before it have`);
  if (entry === undefined) findings.add(`${nameOf(leaf, entry)}, leaf ${leaf.leaf}, is gone`);
  else if (details === undefined && mayBeGone(entry, gone)) return;
  else if (details === undefined) findings.add(`the details of ${nameOf(leaf, entry)} are gone`);
  // Those of before the log was sealed were hashed in the order of their keys, which PostgreSQL forgets.
  else if (leaf.kind === "entry" && !isOf(details, entry.detailsHash))
    findings.add(`the details of ${nameOf(leaf, entry)} are not those that were written`);
}

/** An erasure takes the details of what the person did, and of what was done to it; age takes all. */
const mayBeGone = (
  { at, actorId, resourceType, resourceId }: EntryFacts,
  { erased, before }: Gone,
): boolean =>
  (before !== null && at < before) ||
  (actorId !== null && erased.has(actorId)) ||
  ((resourceType === "user" || resourceType === "party") && resourceId !== null && erased.has(resourceId));

function isOf({ salt, address, userAgent, changes }: Details, hash: Hash | null): boolean {
  const same = changes === null ? null : canonical(JSON.parse(changes) as Record<string, unknown>);
  return hash !== null && detailsHash(salt, { address, userAgent, changes: same }).equals(hash);
}

const lineOf = (leaf: NumberedLeaf, entry: EntryFacts | undefined): string | null => {
  if (leaf.padding !== null) return paddingLine(leaf.padding);
  return entry === undefined ? null : auditLine(entry);
};

const nameOf = (leaf: NumberedLeaf, entry: EntryFacts | undefined): string => {
  if (leaf.kind === "padding") return "padding";
  return `entry ${leaf.id} (${entry === undefined ? "" : `${entry.action}, `}${leaf.at})`;
};
