import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { CompactSign } from "jose";

/** No other signature of ours passes for one of these. */
export const RECORD_TYPE = "swideal-record+jws";
const ALGORITHM = "EdDSA";

/** The public half of a key, by which anyone checks what it signed. */
export interface RecordKey {
  /** Its thumbprint: SHA-256 of its JWK as RFC 7638 writes it, in base64url. */
  readonly kid: string;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Buffer;
}

export interface RecordSigner {
  /** The JWS (RFC 7515, compact) of these bytes; of the same bytes always the same, for Ed25519 takes no chance. */
  sign(payload: Uint8Array): Promise<string>;
}

/** @param privateKeys Ed25519; the first signs */
export function createRecordSigner([privateKey]: readonly KeyObject[]): RecordSigner {
  if (privateKey === undefined) throw new Error("a key is needed to sign records");
  const header = { alg: ALGORITHM, typ: RECORD_TYPE, kid: publicHalf(privateKey).kid };
  return { sign: (payload) => new CompactSign(payload).setProtectedHeader(header).sign(privateKey) };
}

export function publicHalf(privateKey: KeyObject): RecordKey {
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return { kid: thumbprint(x), publicKey: Buffer.from(x, "base64url") };
}

const thumbprint = (x: string): string =>
  createHash("sha256")
    .update(JSON.stringify({ crv: "Ed25519", kty: "OKP", x }))
    .digest("base64url");
