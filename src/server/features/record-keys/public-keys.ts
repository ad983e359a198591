import { createHmac, timingSafeEqual } from "node:crypto";
import type { Connection } from "../../platform/database/database.ts";
import type { AuditKeys } from "../../platform/proof/keys.ts";
import { type KeptKey, keepKeys, listKeptKeys } from "./record-key-queries.ts";
import { publicHalf, type RecordKey } from "./record-signer.ts";

const SCHEME = "swideal-record-key\0";

/**
 * Every key by which records and receipts are checked: our own, and those of before that AUDIT_KEY vouches for. What
 * somebody else has put into the table is passed over.
 */
export async function publicKeys(
  connection: Connection,
  auditKeys: Pick<AuditKeys, "mac" | "record">,
): Promise<RecordKey[]> {
  const own = auditKeys.record.map(publicHalf);
  const former = (await listKeptKeys(connection)).filter((key) => isVouchedFor(key, auditKeys));
  return [...new Map([...own, ...former].map(({ kid, publicKey }) => [kid, { kid, publicKey }])).values()];
}

/** Keeps them, vouched for by the first key: AUDIT_KEY may lose one, and what it signed is checked for ever. */
export async function keepPublicKeys(
  connection: Connection,
  auditKeys: Pick<AuditKeys, "mac" | "record">,
): Promise<void> {
  const [first] = auditKeys.mac;
  if (first === undefined) throw new Error("a key is needed to vouch for others");
  const keys = await publicKeys(connection, auditKeys);
  await keepKeys(
    connection,
    keys.map((key) => ({ ...key, voucher: voucherOf(key, first) })),
  );
}

const voucherOf = ({ kid, publicKey }: RecordKey, secret: Buffer): Buffer =>
  createHmac("sha256", secret).update(`${SCHEME}${kid}\0`).update(publicKey).digest();

const isVouchedFor = (key: KeptKey, { mac }: Pick<AuditKeys, "mac">): boolean =>
  mac.some((secret) => {
    const voucher = voucherOf(key, secret);
    return voucher.length === key.voucher.length && timingSafeEqual(voucher, key.voucher);
  });
