import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";
import type { RecordKey } from "./record-signer.ts";

/** A key with what shows that it was ours. */
export interface KeptKey extends RecordKey {
  readonly voucher: Buffer;
}

/** Whatever the table holds, the oldest first. */
export async function listKeptKeys(connection: Connection): Promise<KeptKey[]> {
  const { rows } = await sql<KeptKey>`
    select kid, public_key as "publicKey", voucher from record_keys order by first_used_at, kid`.execute(
    connection,
  );
  return rows;
}

export async function keepKeys(connection: Connection, keys: readonly KeptKey[]): Promise<void> {
  const column = <Value>(of: (key: KeptKey) => Value) => keys.map(of);
  await sql`
    insert into record_keys (kid, public_key, voucher)
    select * from unnest(
      ${column(({ kid }) => kid)}::text[], ${column(({ publicKey }) => publicKey)}::bytea[],
      ${column(({ voucher }) => voucher)}::bytea[])
    on conflict (kid) do update set voucher = excluded.voucher`.execute(connection);
}
