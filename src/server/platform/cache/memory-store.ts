import { LRUCache } from "lru-cache";

export interface Kept<Value> {
  readonly value: Value;
  /** Milliseconds of `performance.now()`; later it may only be shown while the database fails. */
  readonly freshUntil: number;
}

interface Entry<Value> extends Kept<Value> {
  readonly scope: string;
}

/** How many scopes' last invalidations are remembered one by one; of older ones only that they are older. */
const REMEMBERED_SCOPES = 10_000;

/** Values of this process by scope and key, bounded in bytes; a scope goes as a whole. */
export class MemoryStore<Value extends object> {
  readonly #entries: LRUCache<string, Entry<Value>>;
  readonly #keysByScope = new Map<string, Set<string>>();
  readonly #dropped = new Map<string, number>();
  #drops = 0;
  #forgottenDrops = 0;

  /** `staleMs`: how long a value is held past its freshness. `sizeOf` in bytes, at least 1. */
  constructor(options: { maxBytes: number; holdMs: number; sizeOf: (value: Value) => number }) {
    this.#entries = new LRUCache({
      maxSize: options.maxBytes,
      maxEntrySize: Math.ceil(options.maxBytes / 8),
      ttl: options.holdMs,
      sizeCalculation: ({ value, scope }, key) =>
        options.sizeOf(value) + 2 * (key.length + scope.length) + 200,
      dispose: ({ scope }, key) => this.#unindex(scope, key),
    });
  }

  get bytes(): number {
    return this.#entries.calculatedSize ?? 0;
  }

  get(key: string): Kept<Value> | undefined {
    return this.#entries.get(key);
  }

  /** Where the story of a scope stands: taken before a load, compared by `keep`. */
  mark(scope: string): number {
    return this.#dropped.get(scope) ?? this.#forgottenDrops;
  }

  /** Keeps a value unless its scope was dropped since `mark` was taken: then it may be older than the drop. */
  keep(scope: string, key: string, mark: number, kept: Kept<Value>): void {
    if (this.mark(scope) !== mark) return;
    this.#entries.set(key, { ...kept, scope });
    // Too large a value is not taken, and takes its key along.
    if (!this.#entries.has(key)) return;
    const keys = this.#keysByScope.get(scope) ?? new Set();
    this.#keysByScope.set(scope, keys.add(key));
  }

  drop(scope: string): void {
    this.#drops += 1;
    this.#dropped.delete(scope);
    this.#dropped.set(scope, this.#drops);
    if (this.#dropped.size > REMEMBERED_SCOPES) this.#forgetOldestDrop();
    for (const key of [...(this.#keysByScope.get(scope) ?? [])]) this.#entries.delete(key);
  }

  /** As if every scope had been dropped: messages may have been missed. */
  clear(): void {
    this.#drops += 1;
    this.#forgottenDrops = this.#drops;
    this.#dropped.clear();
    this.#entries.clear();
    this.#keysByScope.clear();
  }

  /** Whatever began before it, of any scope not remembered any more, is refused from now on. */
  #forgetOldestDrop(): void {
    for (const [scope, drop] of this.#dropped) {
      this.#dropped.delete(scope);
      this.#forgottenDrops = Math.max(this.#forgottenDrops, drop);
      return;
    }
  }

  #unindex(scope: string, key: string): void {
    const keys = this.#keysByScope.get(scope);
    if (keys?.delete(key) && keys.size === 0) this.#keysByScope.delete(scope);
  }
}
