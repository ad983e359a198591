import type { KeyObject } from "node:crypto";
import type { Actor } from "../../core/actor.ts";
import { AppError, type ErrorCode, notFound } from "../../core/errors.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import type { Log } from "../../platform/log.ts";
import { cosign } from "../../platform/proof/cosignature.ts";
import { type Hash, isConsistent } from "../../platform/proof/merkle.ts";
import { openNote } from "../../platform/proof/note.ts";
import type { VerifierKey } from "../../platform/proof/verifier-key.ts";
import { type ReadAddCheckpoint, readAddCheckpoint } from "./add-checkpoint.ts";
import { recordAudit } from "./audit.ts";
import { currentLog } from "./log-names.ts";
import { awaitSealing, type Log as LogName, selectLog } from "./seal-queries.ts";
import { lockWitnessed, rememberWitnessed, selectSeconds } from "./witnessed-queries.ts";

export interface WitnessDependencies {
  readonly database: Database;
  /** Private Ed25519 keys. Each signs, so that a log which names an older one is still served. */
  readonly keys: readonly KeyObject[];
  /** The logs that are cosigned; several keys of one name are one log's. */
  readonly logs: readonly VerifierKey[];
  /** What the installation's own log is called after, where it has none yet. */
  readonly host: () => string;
  readonly log: Pick<Log, "warn">;
}

/** `lines`: the cosignatures. `size`: of the head that was cosigned last, where the request goes on from another. */
export type WitnessAnswer = { readonly lines: string } | { readonly size: number };

/** Cosigns others' logs: C2SP tlog-witness. */
export interface WitnessService {
  /**
   * @throws AppError `malformed_checkpoint` when the bytes are no request; `not_found` for a log that is not cosigned here;
   * `forbidden` when no key of the log has signed; `contradicted_checkpoint` when a head of this size and another root was
   * cosigned; `unproven_checkpoint` when the proof does not lead from the last head to this one
   */
  addCheckpoint(actor: Actor, body: Buffer): Promise<WitnessAnswer>;
}

export function createWitness(dependencies: WitnessDependencies): WitnessService {
  const { database, logs } = dependencies;
  return {
    async addCheckpoint(actor, body) {
      if (logs.length === 0) throw notFound();
      const request = readAddCheckpoint(body);
      if (request === null) throw new AppError("malformed_checkpoint");
      const { origin } = request.checkpoint;
      const keys = logs.filter(({ name }) => name === origin).map(({ key }) => key);
      if (keys.length === 0) throw notFound();
      if (openNote(request.note, origin, keys) === null) throw new AppError("forbidden");
      return database.transaction((tx) => add(tx, actor, request, dependencies));
    },
  };
}

/** In the order in which the specification has its checks. What is cosigned is remembered in the same transaction, first. */
async function add(
  tx: Tx,
  actor: Actor,
  request: ReadAddCheckpoint,
  dependencies: WitnessDependencies,
): Promise<WitnessAnswer> {
  const { old, note, text, checkpoint } = request;
  const known = await lockWitnessed(tx, checkpoint.origin);
  if (known.size !== old) return { size: known.size };
  if (known.size === checkpoint.size && !known.root.equals(checkpoint.root))
    throw refusal("contradicted_checkpoint", request, dependencies);
  if (!isProven(known, request)) throw refusal("unproven_checkpoint", request, dependencies);
  if (checkpoint.size > known.size) {
    await rememberWitnessed(tx, checkpoint, note);
    const { origin, size, root } = checkpoint;
    await recordAudit(tx, actor, {
      action: "audit.cosign",
      resource: { type: "audit", id: null },
      changes: { origin, size, root: root.toString("hex") },
    });
  }
  const name = await witnessName(tx, dependencies.host);
  const seconds = await selectSeconds(tx);
  return { lines: dependencies.keys.map((key) => cosign(text, name, key, seconds).line).join("") };
}

function isProven(
  known: { readonly size: number; readonly root: Hash },
  { proof, checkpoint }: ReadAddCheckpoint,
): boolean {
  return known.size === 0 ? proof.length === 0 : isConsistent(known, checkpoint, proof);
}

/** A signed head that does not follow from the last one may be the proof that a log was forked: it is kept where logs are. */
function refusal(
  code: ErrorCode,
  { note, checkpoint }: ReadAddCheckpoint,
  { log }: WitnessDependencies,
): AppError {
  log.warn({ origin: checkpoint.origin, checkpoint: note, code }, "a log's head was not cosigned");
  return new AppError(code, {
    attempt: { action: "audit.cosign", resource: { type: "audit", id: null }, reason: code },
  });
}

/** Under which name this installation cosigns: that of its log, without the number that a restart changes. */
export const nameOfWitness = ({ origin }: LogName): string =>
  `${origin.slice(0, origin.lastIndexOf("/log/"))}/witness`;

/** As `nameOfWitness`; null before the first log. */
export async function selectWitnessName(connection: Connection): Promise<string | null> {
  const log = await selectLog(connection);
  return log === null ? null : nameOfWitness(log);
}

async function witnessName(tx: Tx, host: () => string): Promise<string> {
  const known = await selectWitnessName(tx);
  if (known !== null) return known;
  await awaitSealing(tx);
  return nameOfWitness(await currentLog(tx, host));
}
