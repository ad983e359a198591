import { hash } from "node:crypto";

/**
 * Merkle trees as RFC 9162, section 2.1, has them, over SHA-256. A hash is 32 bytes; sizes and indexes are whole numbers
 * below 2^53. Of a large tree only the hashes of complete subtrees are kept: level 0 holds the leaves' hashes, and the
 * hash at (level, index) stands for the leaves from `index * 2^level` on, `2^level` of them.
 */
export type Hash = Buffer;

/** Where a complete subtree stands. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** Gives the hash of a complete subtree. */
export type ReadHash = (node: Node) => Promise<Hash>;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

export const leafHash = (entry: Uint8Array): Hash => sha256(LEAF, entry);
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right);
export const EMPTY_ROOT: Hash = sha256();

// At once: an object that hashes part by part costs more than the hash of something so short.
function sha256(...parts: readonly Uint8Array[]): Hash {
  return hash("sha256", Buffer.concat(parts), "buffer");
}

/** A tree that only grows, by the hashes of its largest complete subtrees: at most one for each bit of its size. */
export class CompactRange {
  #size: number;
  readonly #hashes: Hash[];

  /** @param hashes those of `completeSubtrees(0, size)`, in that order */
  constructor(size = 0, hashes: readonly Hash[] = []) {
    if (hashes.length !== completeSubtrees(0, size).length)
      throw new Error(`a tree of ${size} has another number of subtrees than ${hashes.length}`);
    this.#size = size;
    this.#hashes = [...hashes];
  }

  get size(): number {
    return this.#size;
  }

  get hashes(): readonly Hash[] {
    return this.#hashes;
  }

  /** Adds a leaf; `complete` is told of each subtree that it completes, its own leaf first. */
  append(leaf: Hash, complete?: (node: Node, hash: Hash) => void): void {
    let hash = leaf;
    let index = this.#size;
    complete?.({ level: 0, index }, hash);
    for (let level = 1; index % 2 === 1; level += 1) {
      hash = nodeHash(this.#hashes.pop() as Hash, hash);
      index = (index - 1) / 2;
      complete?.({ level, index }, hash);
    }
    this.#hashes.push(hash);
    this.#size += 1;
  }

  root(): Hash {
    return this.#hashes.length === 0 ? EMPTY_ROOT : fold(this.#hashes);
  }
}

/** The root over leaves that are all at hand. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const range = new CompactRange();
  for (const leaf of leaves) range.append(leaf);
  return range.root();
}

/**
 * The complete subtrees, from left to right, that make the leaves from `start` to before `end`, each as large as it can
 * be. `start` is a multiple of the largest power of two that is not above the number of leaves.
 */
export function completeSubtrees(start: number, end: number): Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end; ) {
    const level = floorLog2(end - at);
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The root of the tree of the first `size` leaves. */
export const rootAt = (size: number, read: ReadHash): Promise<Hash> =>
  size === 0 ? Promise.resolve(EMPTY_ROOT) : hashOf(0, size, read);

/** What leads from a leaf to the root of the tree of the first `size` leaves: PATH of section 2.1.3.1. */
export async function inclusionProof(index: number, size: number, read: ReadHash): Promise<Hash[]> {
  if (index < 0 || index >= size) throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  const path: Promise<Hash>[] = [];
  for (let start = 0, end = size; end - start > 1; ) {
    const middle = start + largestPowerBelow(end - start);
    path.unshift(index < middle ? hashOf(middle, end, read) : hashOf(start, middle, read));
    if (index < middle) end = middle;
    else start = middle;
  }
  return Promise.all(path);
}

/** What leads from the tree of the first `from` leaves to that of the first `size`: PROOF of section 2.1.4.1. */
export async function consistencyProof(from: number, size: number, read: ReadHash): Promise<Hash[]> {
  if (from < 1 || from > size)
    throw new RangeError(`there is no step from a tree of ${from} to one of ${size}`);
  const path: Promise<Hash>[] = [];
  let [start, end] = [0, size];
  while (from !== end) {
    const middle = start + largestPowerBelow(end - start);
    path.unshift(from <= middle ? hashOf(middle, end, read) : hashOf(start, middle, read));
    if (from <= middle) end = middle;
    else start = middle;
  }
  if (start > 0) path.unshift(hashOf(start, end, read));
  return Promise.all(path);
}

/** The root that a proof of inclusion leads to; null when no tree of this size has such a proof. Section 2.1.3.2. */
export function rootByInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
): Hash | null {
  if (index < 0 || index >= size) return null;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(step, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else hash = nodeHash(hash, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : null;
}

/** Whether a proof leads from one tree to a later one that begins with all of it. Section 2.1.4.2. */
export function isConsistent(
  from: { readonly size: number; readonly root: Hash },
  to: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (from.size > to.size || from.size < 1) return false;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  const steps = isPowerOfTwo(from.size) ? [from.root, ...proof] : [...proof];
  const first = steps.shift();
  if (first === undefined) return false;
  let [at, last, before, after] = [from.size - 1, to.size - 1, first, first];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  for (const step of steps) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = nodeHash(step, before);
      after = nodeHash(step, after);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else after = nodeHash(after, step);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && before.equals(from.root) && after.equals(to.root);
}

async function hashOf(start: number, end: number, read: ReadHash): Promise<Hash> {
  return fold(await Promise.all(completeSubtrees(start, end).map(read)));
}

const fold = (hashes: readonly Hash[]): Hash => hashes.reduceRight((right, left) => nodeHash(left, right));
const half = (value: number): number => Math.floor(value / 2);
const isPowerOfTwo = (value: number): boolean => 2 ** floorLog2(value) === value;
const largestPowerBelow = (size: number): number => 2 ** floorLog2(size - 1);

/** `Math.log2` alone rounds, and a log that is not ours may be of any size. */
function floorLog2(value: number): number {
  const near = Math.round(Math.log2(value));
  return 2 ** near > value ? near - 1 : near;
}
