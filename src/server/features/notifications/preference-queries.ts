import { sql } from "kysely";
import type { Connection, Tx } from "../../platform/database/database.ts";
import type { MailChoice } from "./kind.ts";

/** What somebody has chosen, by kind. */
export async function preferencesOf(
  connection: Connection,
  userId: string,
): Promise<Map<string, MailChoice>> {
  const { rows } = await sql<{ kind: string; mail: MailChoice }>`
    select kind, mail from notification_preferences where user_id = ${userId}`.execute(connection);
  return new Map(rows.map(({ kind, mail }) => [kind, mail]));
}

/** Whether optional mails to this person have stopped. */
export async function mailStopped(connection: Connection, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select from mail_refusals where user_id = ${userId} and stopped_at is not null`.execute(connection);
  return rows.length > 0;
}

/** @returns which of them are another now */
export async function writePreferences(
  tx: Tx,
  userId: string,
  wishes: readonly { readonly kind: string; readonly mail: MailChoice }[],
): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    insert into notification_preferences as p (user_id, kind, mail)
    select ${userId}::uuid, w.kind, w.mail
    from jsonb_to_recordset(${JSON.stringify(wishes)}::jsonb) as w(kind text, mail text)
    on conflict (user_id, kind) do update set mail = excluded.mail where p.mail <> excluded.mail
    returning kind`.execute(tx);
  return rows.map(({ kind }) => kind);
}
