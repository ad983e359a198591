import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CompactRange,
  consistencyProof,
  type Hash,
  inclusionProof,
  isConsistent,
  leafHash,
  type Node,
  nodeHash,
  rootAt,
  rootByInclusion,
  rootOf,
} from "./merkle.ts";

/** The tree's definition, as section 2.1.1 of RFC 9162 has it. */
function definition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 1) return leaves[0] as Hash;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(definition(leaves.slice(0, k)), definition(leaves.slice(k)));
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`${at}`)));

/** Keeps the complete subtrees of a tree that grows leaf by leaf. */
function grown(leaves: readonly Hash[]) {
  const kept = new Map<string, Hash>();
  const range = new CompactRange();
  for (const leaf of leaves)
    range.append(leaf, ({ level, index }, hash) => void kept.set(`${level}/${index}`, hash));
  const read = async ({ level, index }: Node) => {
    const hash = kept.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`no complete subtree at ${level}/${index}`);
    return hash;
  };
  return { range, read };
}

describe("a tree", () => {
  // The answers of the Certificate Transparency project's own tests.
  const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];
  const roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  ];
  it("has the roots that others' implementations give", () => {
    const leaves = inputs.map((input) => leafHash(Buffer.from(input, "hex")));
    expect(roots.map((_, at) => rootOf(leaves.slice(0, at + 1)).toString("hex"))).toEqual(roots);
    expect(rootOf([]).toString("hex")).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
  });

  it("has at every size the root of its definition, also when it goes on from its last hashes", async () => {
    const leaves = leavesOf(70);
    const { read } = grown(leaves);
    for (let size = 1; size <= leaves.length; size++) {
      const some = leaves.slice(0, size);
      const half = grown(some.slice(0, size >> 1)).range;
      const resumed = new CompactRange(half.size, half.hashes);
      for (const leaf of some.slice(half.size)) resumed.append(leaf);
      expect(rootOf(some)).toEqual(definition(some));
      expect(await rootAt(size, read)).toEqual(definition(some));
      expect(resumed.root()).toEqual(definition(some));
    }
  });
});

describe("a proof of inclusion", () => {
  it("leads from each leaf to the root, and from no other leaf, place, size or altered step", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), async (size, one, other) => {
        const leaves = leavesOf(size);
        const { read } = grown(leaves);
        const index = one % size;
        const leaf = leaves[index] as Hash;
        const proof = await inclusionProof(index, size, read);
        const root = definition(leaves);
        expect(rootByInclusion(leaf, index, size, proof)).toEqual(root);
        const elsewhere = (index + 1 + (other % size)) % size;
        if (elsewhere !== index) {
          expect(rootByInclusion(leaf, elsewhere, size, proof) ?? leaf).not.toEqual(root);
          expect(rootByInclusion(leaves[elsewhere] as Hash, index, size, proof)).not.toEqual(root);
        }
        expect(rootByInclusion(leaf, index, size, [...proof, root])).toBeNull();
        if (proof.length > 0) expect(rootByInclusion(leaf, index, size, proof.slice(1))).toBeNull();
        expect(rootByInclusion(leaf, size, size, proof)).toBeNull();
      }),
    );
  });
});

describe("a proof of consistency", () => {
  it("leads from each earlier tree to each later one, and to none that changed what was there", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), async (size, one, other) => {
        const leaves = leavesOf(size);
        const { read } = grown(leaves);
        const from = 1 + (one % size);
        const first = { size: from, root: definition(leaves.slice(0, from)) };
        const second = { size, root: definition(leaves) };
        const proof = await consistencyProof(from, size, read);
        expect(isConsistent(first, second, proof)).toBe(true);

        const changed = [...leaves];
        changed[other % from] = leafHash(Buffer.from("changed"));
        const forged = grown(changed);
        const other2 = { size, root: definition(changed) };
        expect(isConsistent(first, other2, await consistencyProof(from, size, forged.read))).toBe(false);
        expect(isConsistent(first, other2, proof)).toBe(false);
        expect(isConsistent(first, second, [...proof, second.root])).toBe(false);
        if (from < size) expect(isConsistent(second, first, proof)).toBe(false);
      }),
    );
  });

  // A foreign log says of what size it is; near these a logarithm is rounded to the next whole number.
  it("is judged exactly next to the largest powers of two that a number holds", async () => {
    const levels = [leafHash(Buffer.from("the same"))];
    while (levels.length < 54) levels.push(nodeHash(levels.at(-1) as Hash, levels.at(-1) as Hash));
    const read = async ({ level }: Node) => levels[level] as Hash;
    const tree = async (size: number) => ({ size, root: await rootAt(size, read) });
    const sizes = [2 ** 49 - 1, 2 ** 50, 2 ** 50 + 1, 2 ** 52 - 1, 2 ** 52 + 1, 2 ** 53 - 1];
    for (const from of sizes)
      for (const size of sizes.filter((one) => one >= from)) {
        const proof = await consistencyProof(from, size, read);
        expect([from, size, isConsistent(await tree(from), await tree(size), proof)]).toEqual([
          from,
          size,
          true,
        ]);
      }
  });
});
