import { randomBytes } from "node:crypto";
import type { Tx } from "../../platform/database/database.ts";
import { beginLog, type Log, selectLog } from "./seal-queries.ts";

/**
 * The log that entries are sealed into. The first is called after the installation's address of that moment and a number
 * drawn once, and keeps its name: `swideal.example/4f1c09ab/log/1`.
 */
export async function currentLog(tx: Tx, host: () => string): Promise<Log> {
  const known = await selectLog(tx);
  if (known !== null) return known;
  const first = { log: 1, origin: `${host()}/${randomBytes(4).toString("hex")}/log/1` };
  await beginLog(tx, first.log, first.origin);
  return first;
}
