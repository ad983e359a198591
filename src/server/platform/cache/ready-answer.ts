import { hash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Codec } from "./cache.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export type Encoding = "br" | "gzip" | "identity";

/** Below this many bytes compression costs more than it saves. */
export const WORTH_COMPRESSING = 1_024;

export async function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "identity") return bytes;
  if (encoding === "gzip") return compressGzip(bytes);
  return compressBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

/** One form of an answer: its bytes and every header that goes with them. */
export interface Representation {
  readonly status: number;
  /** Strong, and another one per encoding (RFC 9110, section 8.8.3.3); absent where nothing may be kept. */
  readonly etag: string | undefined;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

export interface ReadyAnswerParts {
  readonly status: number;
  /** Besides those of the encoding; `vary` holds Accept-Encoding. */
  readonly headers: Readonly<Record<string, string>>;
  /** What `If-Match` compares, the first part of the ETag; null where there is none. */
  readonly version: string | null;
  readonly identity: Buffer;
}

/** An answer that is the same for everyone, ready to be sent: each encoding made once, when it is first asked for. */
export class ReadyAnswer {
  readonly parts: ReadyAnswerParts;
  readonly #hash: string;
  readonly #making = new Map<Encoding, Promise<Representation>>();
  readonly #made = new Map<Encoding, Representation>();

  constructor(parts: ReadyAnswerParts) {
    this.parts = parts;
    this.#hash = hash("sha256", parts.identity, "base64url").slice(0, 27);
  }

  /** What is there already, or needs no compression: the way of nearly every request waits for nothing. */
  made(encoding: Encoding): Representation | undefined {
    const found = this.#made.get(encoding);
    if (found !== undefined || (encoding !== "identity" && this.#isWorthCompressing)) return found;
    return this.#represent(encoding, "identity", this.parts.identity);
  }

  make(encoding: Encoding): Promise<Representation> {
    const made = this.made(encoding);
    if (made !== undefined) return Promise.resolve(made);
    let making = this.#making.get(encoding);
    if (making === undefined) {
      making = compress(this.parts.identity, encoding).then((bytes) =>
        this.#represent(encoding, encoding, bytes),
      );
      this.#making.set(encoding, making);
    }
    return making;
  }

  get #isWorthCompressing(): boolean {
    return this.parts.identity.length >= WORTH_COMPRESSING;
  }

  #represent(wanted: Encoding, encoding: Encoding, bytes: Buffer): Representation {
    const { status, headers, version } = this.parts;
    const etag =
      status === 200 ? `"${version === null ? "" : `${version}.`}${this.#hash}-${encoding}"` : undefined;
    const representation = {
      status,
      etag,
      headers: {
        ...headers,
        ...(etag !== undefined && { etag }),
        ...(encoding !== "identity" && { "content-encoding": encoding }),
        "content-length": String(bytes.length),
      },
      bytes,
    };
    this.#made.set(wanted, representation);
    return representation;
  }
}

/** In Redis: the length of the description, the description as JSON, the bytes. */
export const readyAnswerCodec: Codec<ReadyAnswer> = {
  encode({ parts: { identity, ...described } }) {
    const description = Buffer.from(JSON.stringify(described));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(description.length);
    return Buffer.concat([length, description, identity]);
  },
  decode(bytes) {
    const start = 4 + bytes.readUInt32BE(0);
    const described = JSON.parse(bytes.toString("utf8", 4, start)) as Omit<ReadyAnswerParts, "identity">;
    return new ReadyAnswer({ ...described, identity: Buffer.from(bytes.subarray(start)) });
  },
  // Text shrinks to a third at least: with both encodings it is less than twice its size.
  sizeOf: ({ parts }) => 2 * parts.identity.length + 1_000,
};
