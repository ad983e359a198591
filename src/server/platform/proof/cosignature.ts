import { type KeyObject, sign, verify } from "node:crypto";
import { namedSignature, signatureLine } from "./note.ts";
import { keyId, type VerifierKey } from "./verifier-key.ts";

/**
 * What a witness says of a checkpoint: that at this time it is the largest of its log that it has seen, and that every smaller
 * one that it has seen leads to it. C2SP tlog-cosignature, `cosignature/v1`, by Ed25519.
 */
export interface Cosignature {
  /** As it stands below the note, with its break. */
  readonly line: string;
  /** Since the beginning of 1970, UTC. */
  readonly seconds: number;
}

const ID_BYTES = 4;
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** @param text of the checkpoint, with its last break and without signatures @param key Ed25519, private */
export function cosign(text: string, name: string, key: KeyObject, seconds: number): Cosignature {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, message(text, seconds), key);
  return {
    line: signatureLine(name, Buffer.concat([keyId(name, "cosignature", key), time, signature])),
    seconds,
  };
}

/** What the owner of the key says of a checkpoint in these lines; null: nothing that the key has signed. */
export function openCosignature(
  lines: string,
  text: string,
  { name, key }: Pick<VerifierKey, "name" | "key">,
): Cosignature | null {
  const id = keyId(name, "cosignature", key);
  for (const line of lines.split("\n")) {
    const named = namedSignature(line, name);
    if (named?.length !== ID_BYTES + TIME_BYTES + SIGNATURE_BYTES || !named.subarray(0, ID_BYTES).equals(id))
      continue;
    const seconds = Number(named.readBigUInt64BE(ID_BYTES));
    if (!Number.isSafeInteger(seconds)) continue;
    if (verify(null, message(text, seconds), key, named.subarray(ID_BYTES + TIME_BYTES)))
      return { line: signatureLine(name, named), seconds };
  }
  return null;
}

const message = (text: string, seconds: number) => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
