import type { KeyObject } from "node:crypto";
import type { Hash } from "../../platform/proof/merkle.ts";
import { openNote, signNote } from "../../platform/proof/note.ts";

/** A size of a log and its root. */
export interface TreeState {
  readonly size: number;
  readonly root: Hash;
}

/** What a log that follows another says of it. */
export interface Restart {
  readonly origin: string;
  readonly previous: string;
  /** The last head of the previous log that was published; null: none was. */
  readonly published: TreeState | null;
  /** What was there of the previous log, and stays; a root of null: its hashes could not be read. */
  readonly here: { readonly size: number; readonly root: Hash | null };
  /** Of the leaves that were published, how many are not there any more: entries and padding. */
  readonly lost: number;
}

const KIND = "swideal-audit-restart-v1";
const NONE = "none";

/**
 * A signed note (C2SP), which stands in the first entry of the new log as its evidence: who has the database and not the keys
 * cannot begin a log anew. No checkpoint is one, for there the second line is a number.
 */
export function signRestart({ origin, previous, published, here, lost }: Restart, key: KeyObject): string {
  const lines = [
    origin,
    KIND,
    previous,
    `published ${published === null ? NONE : `${published.size} ${published.root.toString("base64")}`}`,
    `here ${here.size} ${here.root?.toString("base64") ?? NONE}`,
    `lost ${lost}`,
  ];
  return signNote(lines.map((line) => `${line}\n`).join(""), origin, key);
}

const PUBLISHED = /^published (?:none|([1-9]\d{0,15}) ([A-Za-z0-9+/]{43}=))$/;
const HERE = /^here (0|[1-9]\d{0,15}) (?:none|([A-Za-z0-9+/]{43}=))$/;
const LOST = /^lost (0|[1-9]\d{0,15})$/;

/** What a log says of the one before, when one of the keys has signed it in the log's own name; else null. */
export function openRestart(note: string, origin: string, keys: readonly KeyObject[]): Restart | null {
  const text = openNote(note, origin, keys);
  const [name, kind, previous = "", published = "", here = "", lost = ""] = text?.split("\n") ?? [];
  const [then, now, gone] = [PUBLISHED.exec(published), HERE.exec(here), LOST.exec(lost)];
  if (name !== origin || kind !== KIND || then === null || now === null || gone === null) return null;
  const [, size, root] = then;
  return {
    ...{ origin, previous, lost: Number(gone[1]) },
    published: size === undefined || root === undefined ? null : stateOf(size, root),
    here: now[2] === undefined ? { size: Number(now[1]), root: null } : stateOf(now[1] as string, now[2]),
  };
}

const stateOf = (size: string, root: string): TreeState => ({
  size: Number(size),
  root: Buffer.from(root, "base64"),
});
