import type { Hash } from "./merkle.ts";

/**
 * A proof that a leaf stands in a tree, as C2SP's tlog-proof has it: its number, what leads from it to the root, and the
 * signed head, in a file that is checked without asking anybody.
 */
export interface InclusionProof {
  /** Of the leaf, from 0 on. */
  readonly index: number;
  /** From the leaf's sibling upwards. */
  readonly path: readonly Hash[];
  /** A signed head, as it was published. */
  readonly checkpoint: string;
}

export const proofFile = ({ index, path, checkpoint }: InclusionProof): string =>
  [
    "c2sp.org/tlog-proof@v1",
    `index ${index}`,
    ...path.map((hash) => hash.toString("base64")),
    "",
    checkpoint,
  ].join("\n");
