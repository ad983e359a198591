import { LRUCache } from "lru-cache";

export interface Kept<Value> {
  readonly value: Value;
  /** Milliseconds of `performance.now()`; later it may only be shown while the database fails. */
  readonly freshUntil: number;
}

interface Entry<Value> extends Kept<Value> {
  readonly tag: string;
}

/** How many tags' last invalidations are remembered one by one; of older ones only that they are older. */
const REMEMBERED_SCOPES = 10_000;

/** Values of this process by tag and key, bounded in bytes; a tag goes as a whole. */
export class MemoryStore<Value extends object> {
  readonly #entries: LRUCache<string, Entry<Value>>;
  readonly #keysByTag = new Map<string, Set<string>>();
  readonly #dropped = new Map<string, number>();
  #drops = 0;
  #forgottenDrops = 0;

  /** `staleMs`: how long a value is held past its freshness. `sizeOf` in bytes, at least 1. */
  constructor(options: { maxBytes: number; holdMs: number; sizeOf: (value: Value) => number }) {
    this.#entries = new LRUCache({
      maxSize: options.maxBytes,
      maxEntrySize: Math.ceil(options.maxBytes / 8),
      ttl: options.holdMs,
      sizeCalculation: ({ value, tag }, key) => options.sizeOf(value) + 2 * (key.length + tag.length) + 200,
      dispose: ({ tag }, key) => this.#unindex(tag, key),
    });
  }

  get bytes(): number {
    return this.#entries.calculatedSize ?? 0;
  }

  get(key: string): Kept<Value> | undefined {
    return this.#entries.get(key);
  }

  /** Where the story of a tag stands: taken before a load, compared by `keep`. */
  mark(tag: string): number {
    return this.#dropped.get(tag) ?? this.#forgottenDrops;
  }

  /** Keeps a value unless its tag was dropped since `mark` was taken: then it may be older than the drop. */
  keep(tag: string, key: string, mark: number, kept: Kept<Value>): void {
    if (this.mark(tag) !== mark) return;
    this.#entries.set(key, { ...kept, tag });
    // Too large a value is not taken, and takes its key along.
    if (!this.#entries.has(key)) return;
    const keys = this.#keysByTag.get(tag) ?? new Set();
    this.#keysByTag.set(tag, keys.add(key));
  }

  drop(tag: string): void {
    this.#drops += 1;
    this.#dropped.delete(tag);
    this.#dropped.set(tag, this.#drops);
    if (this.#dropped.size > REMEMBERED_SCOPES) this.#forgetOldestDrop();
    for (const key of [...(this.#keysByTag.get(tag) ?? [])]) this.#entries.delete(key);
  }

  /** As if every tag had been dropped: messages may have been missed. */
  clear(): void {
    this.#drops += 1;
    this.#forgottenDrops = this.#drops;
    this.#dropped.clear();
    this.#entries.clear();
    this.#keysByTag.clear();
  }

  /** Whatever began before it, of any tag not remembered any more, is refused from now on. */
  #forgetOldestDrop(): void {
    for (const [tag, drop] of this.#dropped) {
      this.#dropped.delete(tag);
      this.#forgottenDrops = Math.max(this.#forgottenDrops, drop);
      return;
    }
  }

  #unindex(tag: string, key: string): void {
    const keys = this.#keysByTag.get(tag);
    if (keys?.delete(key) && keys.size === 0) this.#keysByTag.delete(tag);
  }
}
