import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { heldMs, type Origin } from "../../core/actor.ts";
import type { Connection, Tx } from "../../platform/database/database.ts";

export const CHALLENGE_MINUTES = 5;

declare module "../../platform/database/schema.ts" {
  interface Tables {
    passkey_challenges: { challenge_hash: Buffer; user_id: string | null; expires_at: Date };
  }
}

const hashOf = (challenge: string) => createHash("sha256").update(challenge).digest();

/** 256 random bits in base64url, to be answered once, by `userId` where a passkey is made, else by anyone. */
export async function makeChallenge(connection: Connection, userId: string | null): Promise<string> {
  const challenge = randomBytes(32).toString("base64url");
  await connection
    .insertInto("passkey_challenges")
    .values({
      challenge_hash: hashOf(challenge),
      user_id: userId,
      expires_at: sql<Date>`clock_timestamp() + make_interval(mins => ${CHALLENGE_MINUTES})`,
    })
    .execute();
  return challenge;
}

/**
 * Uses a challenge up; false when it is unknown, used, another's, or was too old when `origin` came in. Of several at
 * once one gets true.
 */
export async function takeChallenge(
  connection: Connection,
  challenge: string,
  userId: string | null,
  origin: Pick<Origin, "arrivedAt">,
): Promise<boolean> {
  const taken = await connection
    .deleteFrom("passkey_challenges")
    .where("challenge_hash", "=", hashOf(challenge))
    .where(sql<boolean>`user_id is not distinct from ${userId}::uuid`)
    .returning(sql<number>`(extract(epoch from clock_timestamp() - expires_at) * 1000)::float8`.as("lateMs"))
    .executeTakeFirst();
  return taken !== undefined && taken.lateMs <= heldMs(origin);
}

/** Deletes at most `limit` challenges that nobody answered in time; returns how many. */
export async function deleteExpiredChallenges(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from passkey_challenges where challenge_hash = any(array(
      select challenge_hash from passkey_challenges where expires_at < clock_timestamp() limit ${limit}
      for update skip locked
    ))
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
