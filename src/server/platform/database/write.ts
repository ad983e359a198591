import { sql } from "kysely";
import { type Command, heldMs, type UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import type { Database, Tx } from "./database.ts";

declare module "./schema.ts" {
  interface Tables {
    idempotency_keys: {
      user_id: string;
      key: string;
      fingerprint: string;
      response: string;
      created_at: Date;
    };
  }
}

const KEPT_MS = 24 * 3_600_000;

const repetitions = new WeakSet<Command>();

/** Whether a command only received once more what it was answered before. */
export const wasRepeated = (command: Command): boolean => repetitions.has(command);

export interface WriteOptions<T> {
  /**
   * Finds in what `work` resolves to what the caller is answered, which is checked before the commit: what could not be
   * given out is not taken in. Absent: all of it.
   */
  readonly bodyOf?: (result: T) => unknown;
  /** The party whose things the answer shows, where it is not the one that the caller acts for. */
  readonly partyId?: string;
}

/**
 * Runs a write in one transaction. Under an Idempotency-Key its answer is kept in that same
 * transaction for 24 hours by account, party and key: the same request again gets the same answer, another
 * body under the key `idempotency_key_reused`, and one that arrives while the first is under way
 * `idempotency_in_progress`. A write that was refused leaves no key behind. `work` must resolve to
 * what JSON can say: that is what a repeated request receives.
 */
export function write<T>(
  database: Database,
  command: Command,
  work: (tx: Tx) => Promise<T>,
  { bodyOf = (result) => result, partyId = command.actor.partyId }: WriteOptions<T> = {},
): Promise<T> {
  const { actor, idempotency, answer } = command;
  const carryOut = async (tx: Tx): Promise<T> => {
    const result = await work(tx);
    answer.check(bodyOf(result));
    return result;
  };
  if (idempotency === null) return database.transaction(carryOut);
  return database.transaction(async (tx) => {
    const key = keptKey(actor, partyId, idempotency.key);
    if (!(await lockKey(tx, actor.userId, key))) throw new AppError("idempotency_in_progress");
    const kept = await tx
      .selectFrom("idempotency_keys")
      .select([
        "fingerprint",
        "response",
        sql<number>`(extract(epoch from clock_timestamp() - created_at) * 1000)::float8`.as("ageMs"),
      ])
      .where("user_id", "=", actor.userId)
      .where("key", "=", key)
      .executeTakeFirst();
    if (kept !== undefined && kept.ageMs - heldMs(actor) < KEPT_MS) {
      if (kept.fingerprint !== idempotency.fingerprint) throw new AppError("idempotency_key_reused");
      repetitions.add(command);
      const result = JSON.parse(kept.response) as T;
      answer.repeat(bodyOf(result));
      return result;
    }
    if (idempotency.refusal !== null) throw idempotency.refusal;
    const result = await carryOut(tx);
    await keepAnswer(tx, command, key, JSON.stringify(result));
    return result;
  });
}

async function lockKey(tx: Tx, userId: string, key: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`idempotency:${userId}:${key}`}, 0)) as locked
  `.execute(tx);
  return rows[0]?.locked ?? false;
}

/** Whose key it is: that of the user, for one party. As sent, it has no space. */
const keptKey = ({ ownPartyId }: UserActor, partyId: string, key: string): string =>
  partyId === ownPartyId ? key : `${partyId} ${key}`;

/** Forgets what this user was answered of a party's that is not its own: it may see less of it from now on. */
export async function forgetAnswersFor(tx: Tx, userId: string, partyId: string): Promise<void> {
  await sql`
    delete from idempotency_keys where user_id = ${userId} and starts_with(key, ${`${partyId} `})
  `.execute(tx);
}

/** Forgets all that this user was answered: as what it is from now on, it may not see some of it. */
export async function forgetAnswersTo(tx: Tx, userId: string): Promise<void> {
  await sql`delete from idempotency_keys where user_id = ${userId}`.execute(tx);
}

async function keepAnswer(
  tx: Tx,
  { actor, idempotency }: Command,
  key: string,
  response: string,
): Promise<void> {
  if (idempotency === null) return;
  await sql`
    insert into idempotency_keys (user_id, key, fingerprint, response)
    values (${actor.userId}, ${key}, ${idempotency.fingerprint}, ${response})
    on conflict (user_id, key) do update
      set fingerprint = excluded.fingerprint, response = excluded.response, created_at = clock_timestamp()
  `.execute(tx);
}

export const ANSWERS_KEPT = "25 hours";

/**
 * Forgets answers older than 24 hours, at most `limit` at a time; returns how many. An hour later: a request that came
 * in before may still be waiting.
 */
export async function forgetOldAnswers(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from idempotency_keys where ctid in (
      select ctid from idempotency_keys where created_at < clock_timestamp() - ${ANSWERS_KEPT}::interval limit ${limit}
      for update skip locked
    )
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
