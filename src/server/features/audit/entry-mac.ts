import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

const KEY_ID_BYTES = 4;

/** What shows the sealer that the program wrote an entry: HMAC-SHA-256 over its line, and which key made it. */
export interface EntryMac {
  readonly keyId: Buffer;
  readonly mac: Buffer;
}

/** @param key 32 bytes, derived from AUDIT_KEY */
export const macOf = (key: Buffer, line: string): EntryMac => {
  const { id, secret } = preparedOf(key);
  return { keyId: id, mac: createHmac("sha256", secret).update(line).digest() };
};

/** Whether one of the keys made it, over this line. */
export function isMacOf(keys: readonly Buffer[], line: string, { keyId, mac }: EntryMac): boolean {
  const key = keys.find((candidate) => preparedOf(candidate).id.equals(keyId));
  if (key === undefined) return false;
  const expected = macOf(key, line).mac;
  return expected.length === mac.length && timingSafeEqual(expected, mac);
}

interface Prepared {
  /** What an entry says of the key that made its MAC. */
  readonly id: Buffer;
  readonly secret: KeyObject;
}

/** Each key is the same for a process's whole life, and its id an HMAC as dear as an entry's own. */
const prepared = new WeakMap<Buffer, Prepared>();

function preparedOf(key: Buffer): Prepared {
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const secret = createSecretKey(key);
  const id = createHmac("sha256", secret).update("swideal/audit key id").digest().subarray(0, KEY_ID_BYTES);
  const made = { id, secret };
  prepared.set(key, made);
  return made;
}
