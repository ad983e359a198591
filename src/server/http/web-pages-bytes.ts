import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export type Encoding = "br" | "gzip" | "identity";

/** A page ready to be sent: each encoding made once, when it is first asked for. */
export class PageBytes {
  readonly status: number;
  readonly expiresAt: number;
  readonly identity: Buffer;
  readonly #hash: string;
  readonly #encoded = new Map<Encoding, Promise<Buffer>>();

  /** `expiresAt` in milliseconds of `performance.now()`. */
  constructor(status: number, identity: Buffer, expiresAt: number) {
    this.status = status;
    this.identity = identity;
    this.expiresAt = expiresAt;
    this.#hash = createHash("sha256").update(identity).digest("base64url").slice(0, 27);
  }

  /** Strong, and another one per encoding (RFC 9110, section 8.8.3.3). */
  etag(encoding: Encoding): string {
    return `"${this.#hash}-${encoding}"`;
  }

  bytes(encoding: Encoding): Promise<Buffer> {
    let bytes = this.#encoded.get(encoding);
    if (bytes === undefined) {
      bytes = encode(this.identity, encoding);
      this.#encoded.set(encoding, bytes);
    }
    return bytes;
  }
}

export async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "identity") return bytes;
  if (encoding === "gzip") return compressGzip(bytes);
  return compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** What an Accept-Encoding header allows, the smallest first. */
export function encodingFor(header: string | string[] | undefined): Encoding {
  const allowed = new Set(
    String(header ?? "")
      .toLowerCase()
      .split(",")
      .map((part) => part.trim().split(/\s*;\s*q=/))
      .filter(([, quality]) => quality === undefined || Number(quality) > 0)
      .map(([name]) => name),
  );
  return allowed.has("br") ? "br" : allowed.has("gzip") ? "gzip" : "identity";
}
