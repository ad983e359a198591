import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { commitmentTo, type OfferTerms } from "./commitment.ts";
import type { OfferKey } from "./offer-queries.ts";

/** Binds a revision, which this transaction has made, to what it says; returns what the log holds of it. */
export async function commit(tx: Tx, providerPartyId: string, terms: OfferTerms): Promise<Buffer> {
  const salt = randomBytes(32);
  const commitment = commitmentTo(terms, salt);
  const { missionId, offerId, revision, durationDays, messageDigest } = terms;
  await sql`
    insert into offer_commitments (
      mission_id, offer_id, revision, provider_party_id, duration_days, message_digest, salt, commitment)
    values (
      ${missionId}, ${offerId}, ${revision}, ${providerPartyId}, ${durationDays}, ${messageDigest}, ${salt},
      ${commitment})`.execute(tx);
  return commitment;
}

export interface CommittedRevision extends OfferTerms {
  readonly salt: Buffer;
  readonly commitment: Buffer;
  readonly madeAt: Date;
}

/** An offer's revisions, the oldest first, but for those that were made before commitments were. */
export async function listCommitted(connection: Connection, key: OfferKey): Promise<CommittedRevision[]> {
  const { rows } = await sql<CommittedRevision>`
    select c.mission_id as "missionId", c.offer_id as "offerId", c.revision, r.price_cents as "priceCents",
      c.duration_days as "durationDays", c.message_digest as "messageDigest", c.salt, c.commitment,
      r.created_at as "madeAt"
    from offer_commitments c join offer_revisions r
      on r.mission_id = ${key.missionId} and r.offer_id = ${key.id} and r.revision = c.revision
    where c.mission_id = ${key.missionId} and c.offer_id = ${key.id} order by c.revision`.execute(connection);
  return rows;
}

/** Of all offers of a mission, those of withdrawn ones included, in no order. */
export async function commitmentsOf(connection: Connection, missionId: string): Promise<Buffer[]> {
  const { rows } = await sql<{ commitment: Buffer }>`
    select commitment from offer_commitments where mission_id = ${missionId}`.execute(connection);
  return rows.map(({ commitment }) => commitment);
}

export interface SealedRoot {
  readonly size: number;
  readonly root: Buffer;
  readonly writtenAt: Date;
}

/** null: the auction is open, still takes offers, or was cancelled before its deadline. */
export async function findRoot(connection: Connection, missionId: string): Promise<SealedRoot | null> {
  const { rows } = await sql<SealedRoot>`
    select size, root, written_at as "writtenAt" from sealed_roots where mission_id = ${missionId}`.execute(
    connection,
  );
  return rows[0] ?? null;
}

/** Whether it is new: an auction has one. */
export async function insertRoot(
  tx: Tx,
  missionId: string,
  { size, root }: Pick<SealedRoot, "size" | "root">,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into sealed_roots (mission_id, size, root) values (${missionId}, ${size}, ${root})
    on conflict (mission_id) do nothing`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
