import { createPrivateKey, type KeyObject } from "node:crypto";
import { deriveKeys } from "../secrets.ts";

/** The keys of the log and of auctions' records. Of each kind the first signs, all verify. */
export interface AuditKeys {
  /** 32 bytes each, for HMAC-SHA-256 over an entry's line. */
  readonly mac: readonly Buffer[];
  /** Private Ed25519 keys that sign the log's heads. */
  readonly note: readonly KeyObject[];
  /** Private Ed25519 keys that sign what others' logs have shown. */
  readonly witness: readonly KeyObject[];
  /** Private Ed25519 keys that sign records and receipts. */
  readonly record: readonly KeyObject[];
  /** Private Ed25519 keys that sign what a backup says of itself. */
  readonly backup: readonly KeyObject[];
}

/** One of each kind from each key of AUDIT_KEY, by HKDF (RFC 5869); none of them leads to another. */
export function auditKeysOf(auditKeys: readonly string[]): AuditKeys {
  const ofKind = (kind: string) => deriveKeys(auditKeys, `audit/${kind}`);
  return {
    mac: ofKind("mac"),
    note: ofKind("note").map(ed25519FromSeed),
    witness: ofKind("witness").map(ed25519FromSeed),
    record: ofKind("record").map(ed25519FromSeed),
    backup: ofKind("backup").map(ed25519FromSeed),
  };
}

/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** @param seed 32 bytes (RFC 8032, section 5.1.5) */
function ed25519FromSeed(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
}
