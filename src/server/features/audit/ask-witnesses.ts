import type { Witness } from "../../platform/audit-witnesses.ts";
import type { Connection } from "../../platform/database/database.ts";
import { askOutside, type OutsideAnswer, OutsideError } from "../../platform/outside.ts";
import { openCosignature } from "../../platform/proof/cosignature.ts";
import { consistencyProof } from "../../platform/proof/merkle.ts";
import { readSize, splitNote } from "../../platform/proof/note.ts";
import { writeAddCheckpoint } from "./add-checkpoint.ts";
import { keepCosignature, selectCosignedSize } from "./cosignature-queries.ts";
import { readTiles } from "./read-tiles.ts";
import { type Head, type Log, selectHeads, selectLog } from "./seal-queries.ts";

export interface AskWitnessesDependencies {
  readonly connection: Connection;
  readonly witnesses: readonly Witness[];
}

/** Some hundred bytes for each signature; a witness may have several keys. */
const MOST_BYTES = 64 * 1024;

/**
 * Asks each witness to cosign the newest head, unless it has; what it missed meanwhile is covered by that. One that is away or
 * refuses keeps no other from being asked.
 * @throws OutsideError of each that did not cosign, once all were asked
 */
export async function askWitnesses({ connection, witnesses }: AskWitnessesDependencies): Promise<void> {
  const log = await selectLog(connection);
  const [head] = log === null ? [] : await selectHeads(connection, log.log, 1);
  if (log === null || head === undefined) return;
  const asked = await Promise.allSettled(witnesses.map((witness) => ask(connection, witness, log, head)));
  const failures = asked.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  const graver = failures.find((failure) => !(failure instanceof OutsideError));
  if (graver !== undefined) throw graver;
  if (failures.length > 0) throw new OutsideError(failures.map((one) => (one as Error).message).join("; "));
}

async function ask(connection: Connection, witness: Witness, log: Log, head: Head): Promise<void> {
  const { key } = witness;
  const called = `the witness ${key.name}`;
  let old = await selectCosignedSize(connection, log.log, key.text);
  if (old === head.size) return;
  let answer = await send(connection, witness, log, head, old);
  const known = sizeIn(answer);
  if (known !== null && known > head.size)
    throw new OutsideError(
      `${called} has seen ${known} leaves of the log ${log.origin}, whose last head says ${head.size}: ` +
        "an older state was put back (swideal audit restart), or its end was taken away",
    );
  if (known !== null && known !== old) {
    old = known;
    answer = await send(connection, witness, log, head, old);
  }
  if (answer.status !== 200)
    throw new OutsideError(
      `${called} does not cosign the head of ${head.size} leaves of the log ${log.origin}: ${whyOf(answer)}`,
    );
  const cosignature = openCosignature(answer.body.toString(), textOf(head), key);
  if (cosignature === null)
    throw new OutsideError(`${called} answers with nothing that its key in AUDIT_WITNESSES has signed`);
  await keepCosignature(connection, log.log, { size: head.size, witness: key.text, ...cosignature });
}

async function send(
  connection: Connection,
  { url, key }: Witness,
  log: Log,
  { size, note }: Head,
  old: number,
): Promise<OutsideAnswer> {
  const proof = old === 0 ? [] : await consistencyProof(old, size, readTiles(connection, log));
  return askOutside(`${url}/add-checkpoint`, `the witness ${key.name}`, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: new TextEncoder().encode(writeAddCheckpoint({ old, proof, note })),
    mostBytes: MOST_BYTES,
  });
}

/** Of how many leaves the head is that the witness cosigned last; null where it says something else. */
const sizeIn = ({ status, body }: OutsideAnswer): number | null =>
  status === 409 ? readSize(body.toString().replace(/\n$/, "")) : null;

/** By the words of the specification: what else an answer holds is somebody else's. */
function whyOf({ status }: OutsideAnswer): string {
  const reasons: Readonly<Record<number, string>> = {
    400: "it does not understand the request",
    403: "it knows another key of the log",
    404: "it does not know the log",
    409: "it has cosigned another head of the log",
    422: "the head does not follow from the last one that it has cosigned: the log was changed, or another was put in its place",
  };
  return reasons[status] ?? `status ${status}`;
}

const textOf = ({ note }: Head): string => splitNote(note)?.text ?? "";
