import type { KeyObject } from "node:crypto";
import type { Connection } from "../../platform/database/database.ts";
import type { Hash } from "../../platform/proof/merkle.ts";
import { openCheckpoint } from "../../platform/proof/note.ts";
import type { Restart } from "./restart-note.ts";
import { type Log, selectHeads } from "./seal-queries.ts";
import { notesOf, type SecondPlace } from "./second-places.ts";
import type { Findings } from "./verify-findings.ts";

export interface PublishedHeads {
  readonly count: number;
  /** Compares the tree of this size with the heads that were published of it. */
  compare(size: number, root: () => Hash, findings: Findings): void;
  /** @param size of the whole tree: heads of a larger one say that its end is missing */
  finish(size: number, findings: Findings): void;
}

interface Published {
  readonly root: Hash;
  readonly where: string;
}

/**
 * The heads of a log that the database and the second places hold; what no key has signed is a finding.
 * @param next what the log that follows says of this one; null: none follows
 */
export async function headsOf(
  log: Log,
  {
    connection,
    noteKeys,
    places,
    next,
  }: {
    readonly connection: Connection;
    readonly noteKeys: readonly KeyObject[];
    readonly places: readonly SecondPlace[];
    readonly next: Restart | null;
  },
  findings: Findings,
): Promise<PublishedHeads> {
  const bySize = new Map<number, Published[]>();
  let count = 0;
  const take = (note: string, where: string) => {
    const head = openCheckpoint(note, noteKeys);
    if (head === null || head.origin !== log.origin)
      return findings.add(`a head in ${where} is signed by no key of AUDIT_KEY for the log ${log.origin}`);
    count += 1;
    bySize.set(head.size, [...(bySize.get(head.size) ?? []), { root: head.root, where }]);
  };
  for (const { note } of await selectHeads(connection, log.log, null)) take(note, "the database");
  for (const place of places) for (const note of await notesOf(place, log.origin)) take(note, place.name);
  // Its signature covers what it found here, as a head would.
  if (next !== null && next.here.size > 0 && next.here.root !== null)
    bySize.set(next.here.size, [
      ...(bySize.get(next.here.size) ?? []),
      { root: next.here.root, where: `the beginning of ${next.origin}` },
    ]);
  const isToldLost = (size: number, heads: readonly Published[]) => {
    if (next === null || next.published === null || size <= next.here.size) return false;
    const { published } = next;
    return (
      size < published.size ||
      (size === published.size && heads.every(({ root }) => root.equals(published.root)))
    );
  };
  let agreed = 0;
  return {
    count,
    compare(size, root, findings) {
      const heads = bySize.get(size);
      if (heads === undefined) return;
      const made = root();
      for (const { where } of heads.filter((head) => !head.root.equals(made)))
        findings.add(
          `the log ${log.origin} is not the one whose head at ${size} stands in ${where}: ` +
            `something between its leaves ${agreed} and ${size - 1} was changed, added or taken away`,
        );
      if (heads.every((head) => head.root.equals(made))) agreed = size;
    },
    finish(size, findings) {
      if (next !== null && size > next.here.size)
        findings.add(
          `the log ${log.origin} has ${size} leaves and ended with ${next.here.size}, as the beginning of ${next.origin} says`,
        );
      const beyond = [...bySize]
        .filter(([of, heads]) => of > size && !isToldLost(of, heads))
        .sort(([one], [other]) => other - one);
      const [largest] = beyond;
      if (largest === undefined) return;
      const [of, heads] = largest;
      findings.add(
        `the log ${log.origin} has ${size} leaves and a head in ${heads.map(({ where }) => where).join(", ")} says ${of}: ` +
          "its end was taken away, or an older backup was put back",
      );
    },
  };
}
