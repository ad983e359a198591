import { type KeyObject, sign, verify } from "node:crypto";
import type { Hash } from "./merkle.ts";
import { keyId, publicOf, verifierKeyOf } from "./verifier-key.ts";

/**
 * Heads of the log as C2SP has them: a checkpoint (tlog-checkpoint) in a signed note (signed-note), by Ed25519. Verifiers in
 * several languages read both.
 */
export interface Checkpoint {
  /** Which log: a name without spaces and plus signs. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Hash;
}

const DASH = "—";
const SIZE = /^(0|[1-9]\d{0,15})$/;

/** The note of a checkpoint, signed in the name of its origin. */
export function signCheckpoint({ origin, size, root }: Checkpoint, key: KeyObject): string {
  return signNote(`${origin}\n${size}\n${root.toString("base64")}\n`, origin, key);
}

/** A note with one signature. @param text lines, each with its break @param name without spaces and plus signs */
export function signNote(text: string, name: string, key: KeyObject): string {
  const signature = sign(null, Buffer.from(text), key);
  return `${text}\n${signatureLine(name, Buffer.concat([keyId(name, "ed25519", key), signature]))}`;
}

/** As it stands below a note, with its break. @param named the key's id and what it has signed */
export const signatureLine = (name: string, named: Buffer): string =>
  `${DASH} ${name} ${named.toString("base64")}\n`;

/**
 * What a note says, when one of the keys has signed it in the name of the origin that it names; else null, whatever it
 * holds.
 */
export function openCheckpoint(note: string, keys: readonly KeyObject[]): Checkpoint | null {
  const [origin = ""] = note.split("\n", 1);
  const text = openNote(note, origin, keys);
  return text === null ? null : readCheckpoint(text);
}

/** What the text of a note says as a checkpoint; null where it is none. No line of it is empty, and others may follow the third. */
export function readCheckpoint(text: string): Checkpoint | null {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.includes("")) return null;
  const [origin = "", written = "", root = ""] = lines;
  const size = readSize(written);
  const bytes = readHash(root);
  return size === null || bytes === null ? null : { origin, size, root: bytes };
}

/** A number of leaves, in the one spelling that there is of it; null for any other, and for 2^53 and above. */
export function readSize(text: string): number | null {
  return SIZE.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null;
}

/** 32 bytes in base64, in the one spelling that there is of them; else null. */
export function readHash(text: string): Hash | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 32 && bytes.toString("base64") === text ? bytes : null;
}

/** The text of a note that one of the keys, private or public, has signed under this name; else null. */
export function openNote(note: string, name: string, keys: readonly KeyObject[]): string | null {
  const split = splitNote(note);
  if (split === null) return null;
  const { text, signatures } = split;
  return signatures.some((line) => keys.some((key) => isSignature(line, name, text, key))) ? text : null;
}

/** A note's text, and the lines below the last empty one, without their breaks; null where there are none. */
export function splitNote(note: string): { readonly text: string; readonly signatures: string[] } | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0) return null;
  const signatures = note.slice(end + 2).split("\n");
  if (signatures.pop() !== "" || signatures.length === 0) return null;
  if (!signatures.every((line) => line.startsWith(`${DASH} `))) return null;
  return { text: note.slice(0, end + 1), signatures };
}

/** What a line below a note says under this name: the key's id and what it has signed; null where it is somebody else's. */
export function namedSignature(line: string, name: string): Buffer | null {
  const start = `${DASH} ${name} `;
  return line.startsWith(start) ? Buffer.from(line.slice(start.length), "base64") : null;
}

/** What somebody else needs to check the log's notes: `name+hash+key`. */
export const verifierKey = (origin: string, key: KeyObject): string =>
  verifierKeyOf(origin, "ed25519", key).text;

function isSignature(line: string, name: string, text: string, key: KeyObject): boolean {
  const named = namedSignature(line, name);
  if (named === null || !named.subarray(0, 4).equals(keyId(name, "ed25519", key))) return false;
  return verify(null, Buffer.from(text), publicOf(key), named.subarray(4));
}
