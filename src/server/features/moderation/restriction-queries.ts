import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import { ownersOf } from "../organisations/index.ts";
import type { Restriction, RestrictionKind } from "./restriction-contract.ts";

export interface NewRestriction {
  readonly partyId: string;
  readonly kind: RestrictionKind;
  /** null where it is about the account. */
  readonly missionId: string | null;
  readonly reason: string;
  readonly decidedBy: string;
}

export async function insertRestriction(tx: Tx, restriction: NewRestriction): Promise<string> {
  const { partyId, kind, missionId, reason, decidedBy } = restriction;
  const { rows } = await sql<{ id: string }>`
    insert into restrictions (party_id, kind, mission_id, reason, decided_by)
    values (${partyId}, ${kind}, ${missionId}, ${reason}, ${decidedBy}) returning id`.execute(tx);
  return (rows[0] as { id: string }).id;
}

/** What was decided; null: there is no such decision. */
export async function findRestriction(
  connection: Connection,
  id: string,
): Promise<Pick<NewRestriction, "kind" | "partyId" | "missionId"> | null> {
  const { rows } = await sql<Pick<NewRestriction, "kind" | "partyId" | "missionId">>`
    select kind, party_id as "partyId", mission_id as "missionId" from restrictions where id = ${id}`.execute(
    connection,
  );
  return rows[0] ?? null;
}

/** Those of a party, newest first. */
export async function listRestrictions(
  connection: Connection,
  partyId: string,
  filter: { missionId: string | null; beforeId: string | null; limit: number },
): Promise<Restriction[]> {
  const { missionId, beforeId, limit } = filter;
  const { rows } = await sql<Omit<Restriction, "createdAt"> & { createdAt: Date }>`
    select r.id, r.kind, r.mission_id as "missionId", m.title as "missionTitle", r.reason, r.created_at as "createdAt"
    from restrictions r left join missions m on m.id = r.mission_id
    where r.party_id = ${partyId}
      ${missionId === null ? sql`` : sql`and r.mission_id = ${missionId}`}
      ${beforeId === null ? sql`` : sql`and r.id < ${beforeId}`}
    order by r.id desc limit ${limit}`.execute(connection);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

/** What the mail of a restriction says, and to whom. */
export interface RestrictionNotice {
  readonly kind: RestrictionKind;
  readonly reason: string;
  readonly partyId: string;
  /** Whether the party is an organisation of the reader's, not its own party. */
  readonly ofOrganisation: boolean;
  readonly missionId: string | null;
  readonly missionTitle: string | null;
  readonly email: string;
  readonly locale: "fr" | "en";
}

/** null: does not own the party any more. */
export async function findNotice(
  connection: Connection,
  id: string,
  userId: string,
): Promise<RestrictionNotice | null> {
  const { rows } = await sql<RestrictionNotice>`
    select r.kind, r.reason, r.party_id as "partyId", r.party_id <> u.party_id as "ofOrganisation",
      r.mission_id as "missionId", m.title as "missionTitle", u.email, u.locale
    from restrictions r join users u on u.id = ${userId} left join missions m on m.id = r.mission_id
    where r.id = ${id} and u.id in ${ownersOf(sql`r.party_id`)}`.execute(connection);
  return rows[0] ?? null;
}
