import { createHmac, timingSafeEqual } from "node:crypto";

const KEY_ID_BYTES = 4;

/** What shows the sealer that the program wrote an entry: HMAC-SHA-256 over its line, and which key made it. */
export interface EntryMac {
  readonly keyId: Buffer;
  readonly mac: Buffer;
}

/** @param key 32 bytes, derived from AUDIT_KEY */
export const macOf = (key: Buffer, line: string): EntryMac => ({
  keyId: keyIdOf(key),
  mac: createHmac("sha256", key).update(line).digest(),
});

/** Whether one of the keys made it, over this line. */
export function isMacOf(keys: readonly Buffer[], line: string, { keyId, mac }: EntryMac): boolean {
  const key = keys.find((candidate) => keyIdOf(candidate).equals(keyId));
  if (key === undefined) return false;
  const expected = macOf(key, line).mac;
  return expected.length === mac.length && timingSafeEqual(expected, mac);
}

const keyIdOf = (key: Buffer) =>
  createHmac("sha256", key).update("swideal/audit key id").digest().subarray(0, KEY_ID_BYTES);
