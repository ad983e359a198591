import type { Connection } from "../../platform/database/database.ts";
import { selectCosignatures } from "./cosignature-queries.ts";
import type { Head } from "./seal-queries.ts";

/** A head of a log with what witnesses have signed of it below: still one signed note. */
export async function cosignedNote(
  connection: Connection,
  log: number,
  { size, note }: Pick<Head, "size" | "note">,
): Promise<string> {
  const cosignatures = await selectCosignatures(connection, log, size);
  return note + cosignatures.map(({ line }) => line).join("");
}
