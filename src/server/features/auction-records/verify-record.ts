import { createPublicKey } from "node:crypto";
import { compactVerify } from "jose";
import type { Connection } from "../../platform/database/database.ts";
import { RECORD_TYPE, type RecordKey } from "../record-keys/index.ts";
import { TOLD } from "./make-heads.ts";
import type { AuctionMove } from "./move-queries.ts";
import { readFacts } from "./record-facts.ts";
import { digestOf, headHash, payloadOf, type RecordHead } from "./record-head.ts";
import { kindOf, linesOf, type RecordLine } from "./record-lines.ts";
import { type HeadRow, type KeptLine, listHeads, listLines } from "./record-queries.ts";

/** What does not agree: `line` is its key, e.g. `price/2/1`, the second bidder's first price; null: a head itself. */
export interface RecordFault {
  readonly head: number | null;
  readonly line: string | null;
  readonly fault:
    | "missing"
    | "signature"
    | "chain"
    | "lines of the head"
    | "digest"
    | "differs from the tables"
    | "gone from the tables"
    | "not in the record";
}

export interface VerifiedRecord {
  readonly heads: number;
  readonly lines: number;
  /** Whose words were erased: their hashes stay. */
  readonly erased: number;
  readonly faults: readonly RecordFault[];
}

/**
 * Makes the lines of an auction again from the tables, and compares them with what was kept, and that with what was
 * signed. null: there is no record.
 * @param keys that may have signed it
 */
export async function verifyRecord(
  connection: Connection,
  missionId: string,
  { currency, keys }: { readonly currency: string; readonly keys: readonly RecordKey[] },
): Promise<VerifiedRecord | null> {
  const heads = await listHeads(connection, missionId);
  const kept = await listLines(connection, missionId);
  const facts = await readFacts(connection, missionId, currency);
  const missing = await missingHeads(connection, missionId, facts?.moves ?? []);
  if (heads.length === 0 && missing.length === 0) return null;
  const made = facts === null ? null : linesOf(facts);
  const faults = [
    ...missing,
    ...(await Promise.all(heads.map((head, n) => faultsOfHead(head, heads[n - 1], kept, keys)))).flat(),
    ...kept.flatMap(faultsOfDigest),
    // Archived: the record is all that there is.
    ...(made === null ? [] : faultsOfTables(kept, made, heads)),
  ];
  return {
    heads: heads.length,
    lines: kept.length,
    erased: kept.filter(({ line }) => line === null).length,
    faults,
  };
}

/** Each move that ends an auction or tells of its outcome was committed with its head: the last ones leave no gap in a chain. */
async function missingHeads(
  connection: Connection,
  missionId: string,
  moves: readonly AuctionMove[],
): Promise<RecordFault[]> {
  const told = moves.filter(({ move }) => TOLD.has(move)).length;
  // Read after the moves: one that is committed meanwhile has its head by now.
  const { length } = await listHeads(connection, missionId);
  return Array.from({ length: Math.max(0, told - length) }, (_, n) => ({
    head: length + n + 1,
    line: null,
    fault: "missing",
  }));
}

async function faultsOfHead(
  { number, signed }: HeadRow,
  before: HeadRow | undefined,
  kept: readonly KeptLine[],
  keys: readonly RecordKey[],
): Promise<RecordFault[]> {
  const ofHead = (fault: RecordFault["fault"]): RecordFault => ({ head: number, line: null, fault });
  if (!(await isSigned(signed, keys))) return [ofHead("signature")];
  const head = JSON.parse(payloadOf(signed).toString()) as RecordHead;
  const previous = before === undefined ? null : headHash(payloadOf(before.signed)).toString("hex");
  const lines = kept.filter((line) => line.head === number);
  const said = lines.map((line) => ({ kind: kindOf(line), digest: line.digest.toString("hex") }));
  return [
    ...(head.number === number && head.previous === previous ? [] : [ofHead("chain")]),
    ...(JSON.stringify(head.lines.map(({ kind, digest }) => ({ kind, digest }))) === JSON.stringify(said)
      ? []
      : [ofHead("lines of the head")]),
  ];
}

async function isSigned(signed: string, keys: readonly RecordKey[]): Promise<boolean> {
  try {
    const { protectedHeader } = await compactVerify(signed, ({ kid }) => {
      const key = keys.find((one) => one.kid === kid);
      if (key === undefined) throw new Error("a key that is not ours");
      const x = key.publicKey.toString("base64url");
      return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    });
    return protectedHeader.typ === RECORD_TYPE;
  } catch {
    return false;
  }
}

function faultsOfDigest({ head, key, salt, line, digest }: KeptLine): RecordFault[] {
  if (salt === null || line === null || digestOf(salt, line).equals(digest)) return [];
  return [{ head, line: key, fault: "digest" }];
}

/** What came after the last head is in none yet. */
function faultsOfTables(
  kept: readonly KeptLine[],
  made: readonly RecordLine[],
  heads: readonly HeadRow[],
): RecordFault[] {
  const now = new Map(made.map((line) => [line.key, line]));
  const known = new Set(kept.map(({ key }) => key));
  const end = heads.at(-1)?.madeAt.getTime() ?? 0;
  return [
    ...kept.flatMap(({ head, key, line }): RecordFault[] => {
      const again = now.get(key);
      // Who came back with another offer has replaced the words of the one before.
      if (again === undefined)
        return key.startsWith("message/") ? [] : [{ head, line: key, fault: "gone from the tables" }];
      return line === null || again.line === line
        ? []
        : [{ head, line: key, fault: "differs from the tables" }];
    }),
    ...made.flatMap(({ key, at }): RecordFault[] =>
      known.has(key) || (at !== null && at > end)
        ? []
        : [{ head: null, line: key, fault: "not in the record" }],
    ),
  ];
}
