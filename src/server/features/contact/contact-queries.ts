import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { Pair } from "./contact.ts";
import type { ContactDetails } from "./contact-contract.ts";

/** Null: the party has given none. */
export async function findDetails(connection: Connection, partyId: string): Promise<ContactDetails | null> {
  const { rows } = await sql<ContactDetails>`
    select name, phone, email, address from contact_details where party_id = ${partyId}`.execute(connection);
  return rows[0] ?? null;
}

export async function putDetails(tx: Tx, partyId: string, details: ContactDetails): Promise<void> {
  await sql`
    insert into contact_details (party_id, name, phone, email, address)
    values (${partyId}, ${details.name}, ${details.phone}, ${details.email}, ${details.address})
    on conflict (party_id) do update set
      name = excluded.name, phone = excluded.phone, email = excluded.email, address = excluded.address,
      updated_at = clock_timestamp()`.execute(tx);
}

/** Whether there were any. */
export async function forgetDetails(tx: Tx, partyId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from contact_details where party_id = ${partyId}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function findWorkAddress(connection: Connection, missionId: string): Promise<string | null> {
  const { rows } = await sql<{ address: string }>`
    select address from work_addresses where mission_id = ${missionId}`.execute(connection);
  return rows[0]?.address ?? null;
}

export async function putWorkAddress(
  tx: Tx,
  mission: { readonly id: string; readonly clientPartyId: string },
  address: string,
): Promise<void> {
  await sql`
    insert into work_addresses (mission_id, client_party_id, address)
    values (${mission.id}, ${mission.clientPartyId}, ${address})
    on conflict (mission_id) do update set address = excluded.address, updated_at = excluded.updated_at`.execute(
    tx,
  );
}

export async function forgetWorkAddress(tx: Tx, missionId: string): Promise<void> {
  await sql`delete from work_addresses where mission_id = ${missionId}`.execute(tx);
}

/** When it was given, null where it was not or was taken back. */
export async function findConsent(connection: Connection, pair: Pair): Promise<Date | null> {
  const { rows } = await sql<{ givenAt: Date }>`
    select given_at as "givenAt" from contact_consents
    where mission_id = ${pair.missionId} and giver_party_id = ${pair.ownPartyId}
      and receiver_party_id = ${pair.otherPartyId} and withdrawn_at is null`.execute(connection);
  return rows[0]?.givenAt ?? null;
}

/** Given again it keeps the time at which it was given first, unless it was taken back in between. */
export async function putConsent(tx: Tx, pair: Pair): Promise<void> {
  await sql`
    insert into contact_consents (mission_id, giver_party_id, receiver_party_id)
    values (${pair.missionId}, ${pair.ownPartyId}, ${pair.otherPartyId})
    on conflict (mission_id, giver_party_id, receiver_party_id) do update
      set given_at = excluded.given_at, withdrawn_at = null
      where contact_consents.withdrawn_at is not null`.execute(tx);
}

/** Tells whether there was any to take back. */
export async function withdrawConsent(tx: Tx, pair: Pair): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update contact_consents set withdrawn_at = statement_timestamp()
    where mission_id = ${pair.missionId} and giver_party_id = ${pair.ownPartyId}
      and receiver_party_id = ${pair.otherPartyId} and withdrawn_at is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** What there is of the other side, agreed to or not, and what the reader has agreed to. */
export interface ExchangeRow extends ContactDetails {
  readonly otherName: string;
  readonly theirConsentAt: Date | null;
  readonly ownConsentAt: Date | null;
  readonly ownDetails: boolean;
  readonly workAddress: string | null;
}

export async function findExchange(connection: Connection, pair: Pair): Promise<ExchangeRow | null> {
  const { missionId, ownPartyId, otherPartyId } = pair;
  const { rows } = await sql<ExchangeRow>`
    select other.display_name as "otherName", d.name, d.phone, d.email, d.address,
      theirs.given_at as "theirConsentAt", own.given_at as "ownConsentAt",
      exists (select 1 from contact_details where party_id = ${ownPartyId}) as "ownDetails",
      w.address as "workAddress"
    from parties other
    left join contact_details d on d.party_id = other.id
    left join contact_consents theirs on theirs.mission_id = ${missionId} and theirs.giver_party_id = other.id
      and theirs.receiver_party_id = ${ownPartyId} and theirs.withdrawn_at is null
    left join contact_consents own on own.mission_id = ${missionId} and own.giver_party_id = ${ownPartyId}
      and own.receiver_party_id = other.id and own.withdrawn_at is null
    left join work_addresses w on w.mission_id = ${missionId}
    where other.id = ${otherPartyId}`.execute(connection);
  return rows[0] ?? null;
}
