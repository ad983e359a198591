import { sql } from "kysely";
import type { Connection, Tx } from "../../../platform/database/database.ts";
import { type ErasureStep, erasureSteps } from "./erasure-contract.ts";
import type { HoldEnds } from "./legal-holds.ts";

/** Those that need the address. */
const ADDRESSED: ReadonlySet<ErasureStep> = new Set(["farewell", "mails"]);

declare module "../../../platform/database/schema.ts" {
  interface Tables {
    erasures: {
      id: string;
      user_id: string;
      party_id: string;
      erased_at: Date;
      held_until: HoldEnds | null;
    };
    erasure_steps: {
      erasure_id: string;
      step: ErasureStep;
      sealed_address: Buffer | null;
      confirmed_at: Date | null;
    };
  }
}

export interface ErasureRow {
  readonly id: string;
  readonly userId: string;
  readonly partyId: string;
  readonly erasedAt: Date;
  /** null: it was erased before this was noted. */
  readonly heldUntil: HoldEnds | null;
}

const COLUMNS = sql`
  id, user_id as "userId", party_id as "partyId", erased_at as "erasedAt", held_until as "heldUntil"`;

export async function insertErasure(
  tx: Tx,
  { userId, partyId, heldUntil }: Pick<ErasureRow, "userId" | "partyId" | "heldUntil">,
): Promise<ErasureRow> {
  const { rows } = await sql<ErasureRow>`
    insert into erasures (user_id, party_id, held_until)
    values (${userId}, ${partyId}, ${JSON.stringify(heldUntil)}::jsonb) returning ${COLUMNS}`.execute(tx);
  return rows[0] as ErasureRow;
}

/** @param sealedAddress null: no address is known that any step could need */
export async function insertSteps(tx: Tx, erasureId: string, sealedAddress: Buffer | null): Promise<void> {
  const steps = erasureSteps.filter((step) => sealedAddress !== null || !ADDRESSED.has(step));
  const addresses = steps.map((step) => (ADDRESSED.has(step) ? sealedAddress : null));
  await sql`
    insert into erasure_steps (erasure_id, step, sealed_address)
    select ${erasureId}, step, address from unnest(${steps}::text[], ${addresses}::bytea[]) as t (step, address)`.execute(
    tx,
  );
}

export async function findErasure(connection: Connection, id: string): Promise<ErasureRow | null> {
  const { rows } = await sql<ErasureRow>`select ${COLUMNS} from erasures where id = ${id}`.execute(
    connection,
  );
  return rows[0] ?? null;
}

export interface StepRow {
  readonly step: ErasureStep;
  readonly sealedAddress: Buffer | null;
  readonly confirmedAt: Date | null;
}

export async function listSteps(connection: Connection, erasureId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select step, sealed_address as "sealedAddress", confirmed_at as "confirmedAt" from erasure_steps
    where erasure_id = ${erasureId} order by array_position(${[...erasureSteps]}::text[], step)`.execute(
    connection,
  );
  return rows;
}

/** Its address is forgotten with it. */
export async function confirmStep(
  connection: Connection,
  erasureId: string,
  step: ErasureStep,
): Promise<void> {
  await sql`
    update erasure_steps set confirmed_at = clock_timestamp(), sealed_address = null
    where erasure_id = ${erasureId} and step = ${step} and confirmed_at is null`.execute(connection);
}

/** Erasures of which something is not confirmed yet, the oldest first. */
export async function listOpen(connection: Connection, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from erasures e
    where exists (select from erasure_steps s where s.erasure_id = e.id and s.confirmed_at is null)
    order by erased_at limit ${limit}`.execute(connection);
  return rows.map(({ id }) => id);
}
