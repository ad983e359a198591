import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErasureRow } from "./erasure-queries.ts";
import type { HoldEnds } from "./legal-holds.ts";

/**
 * Who was erased on this installation: ids and moments, a line each, beside the database and not in it. After an older
 * backup was put back it says whom to erase again, and how long the law still wants what is then put aside. Each line has a
 * MAC: whoever writes to the file erases nobody, and lengthens nothing.
 */
export interface ErasureList {
  /** Does nothing where the person is on it already. Of two who add one at once both may write: the first line counts. */
  add(erasure: Omit<ErasureRow, "id">): Promise<void>;
  /** Everybody on it, once; lines that no key of ours has made are counted and left out. */
  read(): Promise<{ readonly erased: readonly ListedErasure[]; readonly foreign: number }>;
}

export interface ListedErasure {
  readonly userId: string;
  /** Empty for one that was written before it was noted. */
  readonly heldUntil: HoldEnds;
}

interface Said {
  readonly userId: string;
  readonly partyId: string;
  readonly erasedAt: string;
  readonly heldUntil?: HoldEnds;
}
interface Line extends Said {
  readonly mac: string;
}

/** @param keys 32 bytes each: the first makes MACs, all verify */
export function createErasureList(dataDir: string, keys: readonly Buffer[]): ErasureList {
  const path = join(dataDir, "erasures.jsonl");
  const macOf = (key: Buffer, said: Said) => createHmac("sha256", key).update(textOf(said)).digest();
  const isOurs = ({ mac, ...said }: Line) => {
    const given = Buffer.from(mac, "base64url");
    return keys.some((key) => given.length === 32 && timingSafeEqual(macOf(key, said), given));
  };
  const read = async () => {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    const lines = text.split("\n").filter((line) => line !== "");
    const ours = lines.map(lineOf).filter((line): line is Line => line !== null && isOurs(line));
    // The first says when it was; a later one came of an erasure that was made again.
    const erased = new Map(
      ours.toReversed().map(({ userId, heldUntil = {} }) => [userId, { userId, heldUntil }]),
    );
    return { erased: [...erased.values()].reverse(), foreign: lines.length - ours.length };
  };
  return {
    read,
    async add({ userId, partyId, erasedAt, heldUntil }) {
      if ((await read()).erased.some((one) => one.userId === userId)) return;
      const [key] = keys;
      if (key === undefined) throw new Error("a key is needed for the list of erasures");
      const said = { userId, partyId, erasedAt: erasedAt.toISOString(), ...(heldUntil && { heldUntil }) };
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      const file = await open(path, "a", 0o600);
      try {
        // A line of its own, whatever a crash has left of the one before.
        await file.appendFile(
          `\n${JSON.stringify({ ...said, mac: macOf(key, said).toString("base64url") })}\n`,
        );
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** What the MAC is over. The second form begins otherwise, so that no line of one passes for one of the other. */
function textOf({ userId, partyId, erasedAt, heldUntil }: Said): string {
  if (heldUntil === undefined) return `swideal erasure\n${userId}\n${partyId}\n${erasedAt}`;
  const ends = Object.entries(heldUntil).sort(([one], [other]) => (one < other ? -1 : 1));
  return `swideal erasure 2\n${JSON.stringify([userId, partyId, erasedAt, ends])}`;
}

function lineOf(text: string): Line | null {
  try {
    const { userId, partyId, erasedAt, heldUntil, mac } = JSON.parse(text) as Partial<Line>;
    const said = [userId, partyId, erasedAt, mac, ...Object.values(heldUntil ?? {})];
    if (!said.every((value) => typeof value === "string")) return null;
    return { userId, partyId, erasedAt, mac, ...(heldUntil && { heldUntil }) } as Line;
  } catch {
    return null;
  }
}
