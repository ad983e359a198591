import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { allowedEncoding, type Encoding } from "./accept-encoding.ts";
import { publicPolicy } from "./web-pages-policy.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** One form of a page: its bytes and every header that goes with them. */
export interface Representation {
  readonly status: number;
  /** Strong, and another one per encoding (RFC 9110, section 8.8.3.3); absent where nothing may be kept. */
  readonly etag: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** A page ready to be sent: each encoding made once, when it is first asked for. */
export class PageBytes {
  readonly status: number;
  readonly expiresAt: number;
  readonly identity: Buffer;
  readonly #hash: string;
  readonly #making = new Map<Encoding, Promise<Representation>>();
  readonly #made = new Map<Encoding, Representation>();

  /** `expiresAt` in milliseconds of `performance.now()`. */
  constructor(status: number, identity: Buffer, expiresAt: number) {
    this.status = status;
    this.identity = identity;
    this.expiresAt = expiresAt;
    this.#hash = createHash("sha256").update(identity).digest("base64url").slice(0, 27);
  }

  /** What is there already: the way of nearly every request waits for nothing. */
  made(encoding: Encoding): Representation | undefined {
    return this.#made.get(encoding);
  }

  make(encoding: Encoding): Promise<Representation> {
    let making = this.#making.get(encoding);
    if (making === undefined) {
      making = this.#represent(encoding);
      this.#making.set(encoding, making);
    }
    return making;
  }

  async #represent(encoding: Encoding): Promise<Representation> {
    const bytes = await encode(this.identity, encoding);
    const etag = this.status === 200 ? `"${this.#hash}-${encoding}"` : undefined;
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": publicPolicy,
      vary: "Accept-Encoding",
      "cache-control": etag === undefined ? "no-store" : "public, max-age=0, s-maxage=5, must-revalidate",
      ...(etag !== undefined && { etag }),
      ...(encoding !== "identity" && { "content-encoding": encoding }),
    };
    const representation = { status: this.status, etag, headers, bytes };
    this.#made.set(encoding, representation);
    return representation;
  }
}

export async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "identity") return bytes;
  if (encoding === "gzip") return compressGzip(bytes);
  return compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** Browsers send a handful of different headers; who sends others is answered without being remembered. */
const REMEMBERED = 50;
const encodings = new Map<string, Encoding>();

/** What an Accept-Encoding header allows, the smallest first. */
export function encodingFor(header: string | string[] | undefined): Encoding {
  const text = String(header ?? "");
  const known = encodings.get(text);
  if (known !== undefined) return known;
  const encoding = allowedEncoding(text);
  if (encodings.size < REMEMBERED) encodings.set(text, encoding);
  return encoding;
}
