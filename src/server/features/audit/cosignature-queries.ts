import { sql } from "kysely";
import type { Connection } from "../../platform/database/database.ts";

/** What a witness has said of a published head. */
export interface KeptCosignature {
  /** Leaves of the head. */
  readonly size: number;
  /** The witness's key: `name+hash+key`. */
  readonly witness: string;
  /** As it stands below the head, with its break. */
  readonly line: string;
  /** By the witness's clock. */
  readonly cosignedAt: Date;
}

/** Of a log's heads, or of the one of this size; the smallest first. */
export async function selectCosignatures(
  connection: Connection,
  log: number,
  size: number | null,
): Promise<KeptCosignature[]> {
  const { rows } = await sql<KeptCosignature>`
    select size, witness, line, cosigned_at as "cosignedAt" from audit_cosignatures
    where log = ${log} and (${size}::bigint is null or size = ${size}::bigint) order by size, witness
  `.execute(connection);
  return rows;
}

/** Leaves of the last head of a log that this witness has cosigned; 0: of none. */
export async function selectCosignedSize(
  connection: Connection,
  log: number,
  witness: string,
): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select coalesce(max(size), 0) as size from audit_cosignatures where log = ${log} and witness = ${witness}
  `.execute(connection);
  return rows[0]?.size ?? 0;
}

/** One that is there already is left as it is. @param seconds since the beginning of 1970, UTC */
export async function keepCosignature(
  connection: Connection,
  log: number,
  { size, witness, line, seconds }: Omit<KeptCosignature, "cosignedAt"> & { readonly seconds: number },
): Promise<void> {
  await sql`
    insert into audit_cosignatures (log, size, witness, line, cosigned_at)
    values (${log}, ${size}, ${witness}, ${line}, to_timestamp(${seconds}))
    on conflict (log, size, witness) do nothing
  `.execute(connection);
}

export interface Unseen {
  /** When the first head was published that this witness has not seen; null: it has seen the last one. */
  readonly since: Date | null;
  /** Whether that is more than two hours ago. */
  readonly late: boolean;
}

/** What a witness has not seen of the log that is sealed now. */
export async function selectUnseen(connection: Connection, witness: string): Promise<Unseen> {
  const { rows } = await sql<Unseen>`
    select min(at) as since, coalesce(min(at) < clock_timestamp() - interval '2 hours', false) as late
    from audit_heads head
    where log = (select max(log) from audit_logs)
      and size > coalesce((select max(seen.size) from audit_cosignatures seen
        where seen.log = head.log and seen.witness = ${witness}), 0)
  `.execute(connection);
  return rows[0] as Unseen;
}
