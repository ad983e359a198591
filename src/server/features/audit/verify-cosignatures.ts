import type { Connection } from "../../platform/database/database.ts";
import { openCosignature } from "../../platform/proof/cosignature.ts";
import { splitNote } from "../../platform/proof/note.ts";
import { readVerifierKey } from "../../platform/proof/verifier-key.ts";
import { selectCosignatures } from "./cosignature-queries.ts";
import { type Log, selectHeads } from "./seal-queries.ts";
import type { Findings } from "./verify-findings.ts";

/** What witnesses have said of a log's heads: what their keys have not signed, of these heads as they stand, is a finding. */
export async function verifyCosignatures(
  connection: Connection,
  log: Log,
  findings: Findings,
): Promise<void> {
  const kept = await selectCosignatures(connection, log.log, null);
  if (kept.length === 0) return;
  const notes = new Map((await selectHeads(connection, log.log, null)).map(({ size, note }) => [size, note]));
  for (const { size, witness, line } of kept) {
    const key = readVerifierKey(witness, "cosignature");
    const text = splitNote(notes.get(size) ?? "")?.text;
    if (key === null || text === undefined || openCosignature(line, text, key) === null)
      findings.add(
        `the cosignature of ${key?.name ?? "a witness"} below the head of ${size} leaves of the log ${log.origin} does not verify`,
      );
  }
}
