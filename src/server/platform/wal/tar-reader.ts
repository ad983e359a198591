import { WalError } from "./wal-error.ts";

export interface TarEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
  /** Bytes of its content. */
  readonly size: number;
  readonly mode: number;
}

/** Told of a tar as it comes, each entry begun, given in parts, and ended. */
export interface TarVisitor {
  begin(entry: TarEntry): void;
  data(part: Buffer): void;
  end(): void;
}

const BLOCK = 512;

/** Reads a tar (POSIX ustar, as PostgreSQL writes it) in whatever pieces it comes. Throws WalError for what is none. */
export class TarReader {
  readonly #visitor: TarVisitor;
  #header = Buffer.alloc(0);
  /** Of the entry that is being read; null between two. */
  #content: { left: number; padding: number } | null = null;
  #emptyBlocks = 0;

  constructor(visitor: TarVisitor) {
    this.#visitor = visitor;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#content === null ? this.#readHeader(rest) : this.#readContent(rest);
  }

  /** Throws where it ended before its end: what is missing may be a file. */
  finish(): void {
    if (this.#content !== null || this.#header.length > 0 || this.#emptyBlocks < 2)
      throw new WalError("the archive of the base backup ends before its end");
  }

  #readHeader(chunk: Buffer): Buffer {
    const taken = Math.min(BLOCK - this.#header.length, chunk.length);
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, taken)]);
    if (this.#header.length === BLOCK) {
      const block = this.#header;
      this.#header = Buffer.alloc(0);
      this.#begin(block);
    }
    return chunk.subarray(taken);
  }

  #begin(block: Buffer): void {
    if (block.every((byte) => byte === 0)) {
      this.#emptyBlocks += 1;
      return;
    }
    if (this.#emptyBlocks > 0) throw new WalError("the archive of the base backup goes on after its end");
    const entry = entryOf(block);
    this.#visitor.begin(entry);
    this.#content = { left: entry.size, padding: (BLOCK - (entry.size % BLOCK)) % BLOCK };
    this.#endWhenRead();
  }

  #readContent(chunk: Buffer): Buffer {
    const content = this.#content as { left: number; padding: number };
    const taken = Math.min(content.left, chunk.length);
    if (taken > 0) this.#visitor.data(chunk.subarray(0, taken));
    content.left -= taken;
    const skipped = Math.min(content.padding, chunk.length - taken);
    if (content.left === 0) content.padding -= skipped;
    this.#endWhenRead();
    return chunk.subarray(content.left === 0 ? taken + skipped : taken);
  }

  #endWhenRead(): void {
    if (this.#content === null || this.#content.left > 0 || this.#content.padding > 0) return;
    this.#content = null;
    this.#visitor.end();
  }
}

const KINDS: Readonly<Record<string, TarEntry["kind"]>> = { "0": "file", "\0": "file", "5": "folder" };

function entryOf(block: Buffer): TarEntry {
  const text = (from: number, length: number) => {
    const bytes = block.subarray(from, from + length);
    const end = bytes.indexOf(0);
    return bytes.subarray(0, end < 0 ? length : end).toString();
  };
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (Number.parseInt(text(148, 8), 8) !== sum)
    throw new WalError("the archive of the base backup is damaged");
  const prefix = text(345, 155);
  const kind = KINDS[String.fromCharCode(block[156] as number)] ?? "other";
  return {
    name: prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`,
    kind,
    size: kind === "file" ? sizeOf(block.subarray(124, 136)) : 0,
    mode: Number.parseInt(text(100, 8), 8),
  };
}

/** Octal, or, where 8 GB do not fit into that, base 256 with the highest bit set (GNU tar). */
function sizeOf(field: Buffer): number {
  const size =
    ((field[0] as number) & 0x80) === 0
      ? Number.parseInt(field.toString("latin1"), 8)
      : field.subarray(1).reduce((total, byte) => total * 256 + byte, (field[0] as number) & 0x7f);
  if (!Number.isSafeInteger(size)) throw new WalError("the archive of the base backup is damaged");
  return size;
}
