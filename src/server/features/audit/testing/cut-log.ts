import type { TestServer } from "../../../../../tests/support/server.ts";

/**
 * Takes away all leaves from `size` on, a multiple of 256, their entries, their hashes, and the heads that cover them with what
 * witnesses have said of those: as the owner of the database can, and as an older backup does.
 */
export async function cutLog({ sql }: Pick<TestServer, "sql">, size: number): Promise<void> {
  await sql("delete from audit_entries using audit_leaves where id = entry_id and leaf >= $1", [size]);
  await sql("delete from audit_details where not exists (select from audit_entries where id = entry_id)");
  await sql("delete from audit_leaves where leaf >= $1", [size]);
  await sql("delete from audit_cosignatures where size > $1", [size]);
  await sql("delete from audit_heads where size > $1", [size]);
  await sql("delete from audit_tiles where level = 0 and tile >= $1", [size / 256]);
  await sql("update audit_tiles set hashes = substring(hashes for $1) where level = 1", [(size / 256) * 32]);
}
