import type { KeyObject } from "node:crypto";
import { completeSubtrees, type Hash } from "../../platform/proof/merkle.ts";
import { openNote, signNote } from "../../platform/proof/note.ts";

/** What stands for the beginning of a log once it was pruned. */
export interface PrunedPart {
  readonly origin: string;
  /** Leaves below are gone; what their months held is not asked for any more. */
  readonly minimum: number;
  /** From here on the leaves' hashes are kept: a whole number of tiles, at or below the minimum. */
  readonly size: number;
  /** Whether an entry with a MAC is among them: behind it none is without. */
  readonly proven: boolean;
  /** Of `completeSubtrees(0, size)`: the tree goes on from them as it was. */
  readonly hashes: readonly Hash[];
}

const KIND = "swideal-audit-pruned-v1";

/**
 * A signed note (C2SP): who has the database and not the keys can prune nothing, for what is missing would have no such note. No
 * checkpoint is one, for there the second line is a number.
 */
export function signPruned({ origin, minimum, size, proven, hashes }: PrunedPart, key: KeyObject): string {
  const lines = [
    origin,
    KIND,
    `minimum ${minimum}`,
    `size ${size}`,
    proven ? "proven" : "unproven",
    ...hashes.map((hash) => hash.toString("base64")),
  ];
  return signNote(lines.map((line) => `${line}\n`).join(""), origin, key);
}

const MINIMUM = /^minimum ([1-9]\d{0,15})$/;
const SIZE = /^size (0|[1-9]\d{0,15})$/;
const HASH = /^[A-Za-z0-9+/]{43}=$/;

/** What was pruned of a log, when one of the keys has signed it in the log's own name; else null. */
export function openPruned(note: string, origin: string, keys: readonly KeyObject[]): PrunedPart | null {
  const text = openNote(note, origin, keys);
  const [name, kind, minimum = "", size = "", macs = "", ...rest] = text?.trimEnd().split("\n") ?? [];
  const [least, kept] = [MINIMUM.exec(minimum)?.[1], SIZE.exec(size)?.[1]];
  if (name !== origin || kind !== KIND || least === undefined || kept === undefined) return null;
  if (macs !== "proven" && macs !== "unproven") return null;
  const part = { origin, minimum: Number(least), size: Number(kept), proven: macs === "proven" };
  if (part.size > part.minimum || rest.length !== completeSubtrees(0, part.size).length) return null;
  return rest.every((line) => HASH.test(line))
    ? { ...part, hashes: rest.map((line) => Buffer.from(line, "base64")) }
    : null;
}
