import { type Generated, sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";

declare module "../../platform/database/schema.ts" {
  interface Tables {
    data_exports: {
      id: Generated<string>;
      user_id: string;
      session_id: string;
      asked_at: Generated<Date>;
      ready_at: Date | null;
      size: number | null;
      taken_at: Date | null;
      expires_at: Generated<Date>;
    };
    data_export_parts: { export_id: string; number: number; content: Buffer };
  }
}

export interface ExportRow {
  readonly id: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly askedAt: Date;
  readonly readyAt: Date | null;
  readonly size: number | null;
  readonly takenAt: Date | null;
  readonly expiresAt: Date;
}

const COLUMNS = sql`id, user_id as "userId", session_id as "sessionId", asked_at as "askedAt", ready_at as "readyAt", size,
  taken_at as "takenAt", expires_at as "expiresAt"`;

/** One that is being made for longer is asked for anew: whoever made it is gone. */
const PATIENCE = "1 hours";

/** The person's, if it has not run out. */
export async function findExportOf(connection: Connection, userId: string): Promise<ExportRow | null> {
  const { rows } = await sql<ExportRow>`
    select ${COLUMNS} from data_exports where user_id = ${userId} and expires_at > clock_timestamp()`.execute(
    connection,
  );
  return rows[0] ?? null;
}

/** One that somebody still waits for, whoever it is; null: it was made, or is not wanted any more. */
export async function findAwaited(tx: Tx, id: string): Promise<ExportRow | null> {
  const { rows } = await sql<ExportRow>`
    select ${COLUMNS} from data_exports
    where id = ${id} and ready_at is null and expires_at > clock_timestamp()`.execute(tx);
  return rows[0] ?? null;
}

/** The one that is being made, given out in this session from now on; null: none is. */
export async function joinExport(tx: Tx, userId: string, sessionId: string): Promise<ExportRow | null> {
  const { rows } = await sql<ExportRow>`
    update data_exports set session_id = ${sessionId}
    where user_id = ${userId} and ready_at is null and asked_at > clock_timestamp() - ${PATIENCE}::interval
    returning ${COLUMNS}`.execute(tx);
  return rows[0] ?? null;
}

/** A new one in the place of the one before. The account is locked. */
export async function insertExport(tx: Tx, userId: string, sessionId: string): Promise<ExportRow> {
  await sql`delete from data_exports where user_id = ${userId}`.execute(tx);
  const { rows } = await sql<ExportRow>`
    insert into data_exports (user_id, session_id) values (${userId}, ${sessionId}) returning ${COLUMNS}`.execute(
    tx,
  );
  return rows[0] as ExportRow;
}

export async function insertPart(tx: Tx, exportId: string, number: number, content: Buffer): Promise<void> {
  await sql`insert into data_export_parts values (${exportId}, ${number}, ${content})`.execute(tx);
}

/** Its day begins now. */
export async function finishExport(tx: Tx, id: string, size: number): Promise<void> {
  await sql`
    update data_exports set ready_at = clock_timestamp(), size = ${size}, expires_at = clock_timestamp() + interval '24 hours'
    where id = ${id}`.execute(tx);
}

/** Whether it was there to be taken, and is taken now. */
export async function takeExport(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update data_exports set taken_at = clock_timestamp()
    where id = ${id} and ready_at is not null and taken_at is null and expires_at > clock_timestamp()`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function findPart(
  connection: Connection,
  exportId: string,
  number: number,
): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer }>`
    select content from data_export_parts where export_id = ${exportId} and number = ${number}`.execute(
    connection,
  );
  return rows[0]?.content ?? null;
}

/** Its archive is gone; that it was taken stays to be seen. */
export async function deleteParts(connection: Connection, exportId: string): Promise<void> {
  await sql`delete from data_export_parts where export_id = ${exportId}`.execute(connection);
}

/** It did not arrive: it can be taken again. */
export async function giveBack(connection: Connection, id: string): Promise<void> {
  await sql`update data_exports set taken_at = null where id = ${id}`.execute(connection);
}

/** Whatever is there or being made for an account that is no more. */
export async function deleteExportsOf(tx: Tx, userId: string): Promise<void> {
  await sql`delete from data_exports where user_id = ${userId}`.execute(tx);
}

/** Deletes at most `limit` that have run out, with their archives; returns how many. */
export async function deleteExpiredExports(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from data_exports where id in (
      select id from data_exports where expires_at < clock_timestamp() limit ${limit} for update skip locked)`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}
