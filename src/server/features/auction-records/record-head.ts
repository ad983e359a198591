import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "./canonical-json.ts";

/** What is signed of a record: hashes, in order. */
export interface RecordHead {
  readonly version: "swideal-record-v1";
  readonly missionId: string;
  /** Counts from 1. */
  readonly number: number;
  /** SHA-256 of the head before, in hexadecimal; null for the first. */
  readonly previous: string | null;
  readonly lines: readonly { readonly kind: string; readonly digest: string }[];
}

const LEAF = Buffer.of(0);

/** SHA-256 of 00, the salt and the line. */
export const digestOf = (salt: Buffer, line: string): Buffer =>
  sha256(Buffer.concat([LEAF, salt, Buffer.from(line)]));

/** The bytes that are signed: RFC 8785. */
export const headBytes = (head: RecordHead): Buffer => Buffer.from(canonicalJson(head as unknown as Json));

export const headHash = (bytes: Buffer): Buffer => sha256(bytes);

/** What a JWS of ours says, whoever signed it. */
export function payloadOf(signed: string): Buffer {
  return Buffer.from(signed.split(".")[1] ?? "", "base64url");
}

const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
