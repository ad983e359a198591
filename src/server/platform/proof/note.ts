import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Hash } from "./merkle.ts";

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

/** Of the signatures that the format knows, that of Ed25519. */
const ED25519 = 1;
const DASH = "—";
/** What SPKI says before the 32 bytes of an Ed25519 key (RFC 8410, section 4). */
const SPKI_PREFIX_BYTES = 12;

/** The note of a checkpoint, signed in the name of its origin. */
export function signCheckpoint({ origin, size, root }: Checkpoint, key: KeyObject): string {
  return signNote(`${origin}\n${size}\n${root.toString("base64")}\n`, origin, key);
}

/** A note with one signature. @param text lines, each with its break @param name without spaces and plus signs */
export function signNote(text: string, name: string, key: KeyObject): string {
  const signature = sign(null, Buffer.from(text), key);
  const named = Buffer.concat([keyHash(name, publicBytes(key)), signature]);
  return `${text}\n${DASH} ${name} ${named.toString("base64")}\n`;
}

/**
 * What a note says, when one of the keys has signed it in the name of the origin that it names; else null, whatever it
 * holds.
 */
export function openCheckpoint(note: string, keys: readonly KeyObject[]): Checkpoint | null {
  const [origin = "", size = "", root = ""] = note.split("\n", 3);
  if (openNote(note, origin, keys) === null || !/^(0|[1-9]\d{0,15})$/.test(size)) return null;
  const bytes = Buffer.from(root, "base64");
  return bytes.length === 32 ? { origin, size: Number(size), root: bytes } : null;
}

/** The text of a note that one of the keys, private or public, has signed under this name; else null. */
export function openNote(note: string, name: string, keys: readonly KeyObject[]): string | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split("\n");
  return lines.some((line) => keys.some((key) => isSignature(line, name, text, key))) ? text : null;
}

/** What somebody else needs to check notes: `name+hash+key`. */
export function verifierKey(origin: string, key: KeyObject): string {
  const bytes = publicBytes(key);
  const typed = Buffer.concat([Buffer.of(ED25519), bytes]).toString("base64");
  return `${origin}+${keyHash(origin, bytes).toString("hex")}+${typed}`;
}

function isSignature(line: string, name: string, text: string, key: KeyObject): boolean {
  const start = `${DASH} ${name} `;
  if (!line.startsWith(start)) return false;
  const named = Buffer.from(line.slice(start.length), "base64");
  if (!named.subarray(0, 4).equals(keyHash(name, publicBytes(key)))) return false;
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return verify(null, Buffer.from(text), publicKey, named.subarray(4));
}

const keyHash = (name: string, publicKey: Buffer) =>
  createHash("sha256")
    .update(`${name}\n`)
    .update(Buffer.of(ED25519))
    .update(publicKey)
    .digest()
    .subarray(0, 4);

/** 32 bytes, of a private or a public key. */
function publicBytes(key: KeyObject): Buffer {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return publicKey.export({ type: "spki", format: "der" }).subarray(SPKI_PREFIX_BYTES);
}
