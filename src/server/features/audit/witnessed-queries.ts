import { sql } from "kysely";
import type { Tx } from "../../platform/database/database.ts";
import { EMPTY_ROOT, type Hash } from "../../platform/proof/merkle.ts";
import type { Checkpoint } from "../../platform/proof/note.ts";

/**
 * The largest head that was cosigned of a log, the empty one before the first. Until the transaction ends no other, on
 * whichever instance, looks at this log.
 */
export async function lockWitnessed(tx: Tx, origin: string): Promise<{ size: number; root: Hash }> {
  await sql`insert into audit_witnessed (origin) values (${origin}) on conflict (origin) do nothing`.execute(
    tx,
  );
  const { rows } = await sql<{ size: number; root: Hash | null }>`
    select size, root from audit_witnessed where origin = ${origin} for update
  `.execute(tx);
  const known = rows[0] as (typeof rows)[number];
  return { size: known.size, root: known.root ?? EMPTY_ROOT };
}

/** @param note the checkpoint, as its log has signed it; its size is larger than what is known */
export async function rememberWitnessed(tx: Tx, checkpoint: Checkpoint, note: string): Promise<void> {
  await sql`
    update audit_witnessed set size = ${checkpoint.size}, root = ${checkpoint.root}, note = ${note}, at = clock_timestamp()
    where origin = ${checkpoint.origin}
  `.execute(tx);
}

/** Seconds since the beginning of 1970, UTC. */
export async function selectSeconds(tx: Tx): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select floor(extract(epoch from clock_timestamp()))::bigint as seconds
  `.execute(tx);
  return (rows[0] as { seconds: number }).seconds;
}
