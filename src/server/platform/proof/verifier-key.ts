import { createHash, createPublicKey, type KeyObject } from "node:crypto";

/** Of the kinds of signature that C2SP's signed-note assigns a byte to, those that are known here, by that byte. */
export const signatureTypes = { ed25519: 1, cosignature: 4 } as const;
export type SignatureType = keyof typeof signatureTypes;

/** The public half of a key that signs notes, and under which name it does. */
export interface VerifierKey {
  /** Without spaces and plus signs. */
  readonly name: string;
  readonly type: SignatureType;
  readonly key: KeyObject;
  /** As it is handed on: `name+hash+key` (C2SP signed-note). */
  readonly text: string;
}

/** What SPKI says before the 32 bytes of an Ed25519 key (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const WRITTEN = /^([^+\s\p{Cc}]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u;

/** @param key Ed25519, private or public */
export function verifierKeyOf(name: string, type: SignatureType, key: KeyObject): VerifierKey {
  const bytes = publicBytes(key);
  const typed = Buffer.concat([Buffer.of(signatureTypes[type]), bytes]).toString("base64");
  const text = `${name}+${keyId(name, type, key).toString("hex")}+${typed}`;
  return { name, type, key: publicOf(key), text };
}

/** Reads `name+hash+key`; null where it is none of this type, or its hash is another key's. */
export function readVerifierKey(text: string, type: SignatureType): VerifierKey | null {
  const [, name = "", , base64 = ""] = WRITTEN.exec(text) ?? [];
  const typed = Buffer.from(base64, "base64");
  if (typed[0] !== signatureTypes[type]) return null;
  const spki = Buffer.concat([SPKI_PREFIX, typed.subarray(1)]);
  const read = verifierKeyOf(name, type, createPublicKey({ key: spki, format: "der", type: "spki" }));
  return read.text === text ? read : null;
}

/** The four bytes by which a signature names its key. */
export const keyId = (name: string, type: SignatureType, key: KeyObject): Buffer =>
  createHash("sha256")
    .update(`${name}\n`)
    .update(Buffer.of(signatureTypes[type]))
    .update(publicBytes(key))
    .digest()
    .subarray(0, 4);

export const publicOf = (key: KeyObject): KeyObject => (key.type === "private" ? createPublicKey(key) : key);

/** 32 bytes. */
const publicBytes = (key: KeyObject): Buffer =>
  publicOf(key).export({ type: "spki", format: "der" }).subarray(SPKI_PREFIX.length);
