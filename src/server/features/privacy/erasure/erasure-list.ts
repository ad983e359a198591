import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErasureRow } from "./erasure-queries.ts";

/**
 * Who was erased on this installation: ids and moments, a line each, beside the database and not in it. After an older
 * backup was put back it says whom to erase again. Each line has a MAC: whoever writes to the file erases nobody.
 */
export interface ErasureList {
  /** Does nothing where the person is on it already. */
  add(erasure: Pick<ErasureRow, "userId" | "partyId" | "erasedAt">): Promise<void>;
  /** The ids of all users on it; lines that no key of ours has made are counted and left out. */
  read(): Promise<{ readonly userIds: readonly string[]; readonly foreign: number }>;
}

interface Line {
  readonly userId: string;
  readonly partyId: string;
  readonly erasedAt: string;
  readonly mac: string;
}

/** @param keys 32 bytes each: the first makes MACs, all verify */
export function createErasureList(dataDir: string, keys: readonly Buffer[]): ErasureList {
  const path = join(dataDir, "erasures.jsonl");
  const macOf = (key: Buffer, { userId, partyId, erasedAt }: Omit<Line, "mac">) =>
    createHmac("sha256", key).update(`swideal erasure\n${userId}\n${partyId}\n${erasedAt}`).digest();
  const isOurs = ({ mac, ...line }: Line) => {
    const given = Buffer.from(mac, "base64url");
    return keys.some((key) => given.length === 32 && timingSafeEqual(macOf(key, line), given));
  };
  const read = async () => {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    const lines = text.split("\n").filter((line) => line !== "");
    const ours = lines.flatMap((line) => {
      const read = lineOf(line);
      return read !== null && isOurs(read) ? [read.userId] : [];
    });
    return { userIds: [...new Set(ours)], foreign: lines.length - ours.length };
  };
  return {
    read,
    async add({ userId, partyId, erasedAt }) {
      if ((await read()).userIds.includes(userId)) return;
      const [key] = keys;
      if (key === undefined) throw new Error("a key is needed for the list of erasures");
      const line = { userId, partyId, erasedAt: erasedAt.toISOString() };
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
      const file = await open(path, "a", 0o600);
      try {
        // A line of its own, whatever a crash has left of the one before.
        await file.appendFile(
          `\n${JSON.stringify({ ...line, mac: macOf(key, line).toString("base64url") })}\n`,
        );
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

function lineOf(text: string): Line | null {
  try {
    const { userId, partyId, erasedAt, mac } = JSON.parse(text) as Partial<Line>;
    return [userId, partyId, erasedAt, mac].every((value) => typeof value === "string")
      ? ({ userId, partyId, erasedAt, mac } as Line)
      : null;
  } catch {
    return null;
  }
}
