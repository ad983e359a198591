import type { UserActor } from "../../core/actor.ts";
import { AppError, notFound } from "../../core/errors.ts";
import { checked } from "../../http/answers/checked-answers.ts";
import type { Connection, Database } from "../../platform/database/database.ts";
import type { Jobs } from "../../platform/jobs.ts";
import { lockOwnAccount, type Reauthenticate, type Reauthentication } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { DataExport, type LatestExport } from "./export-contract.ts";
import { exportsToMake } from "./export-jobs.ts";
import {
  deleteParts,
  type ExportRow,
  findExportOf,
  findPart,
  giveBack,
  insertExport,
  joinExport,
  takeExport,
} from "./export-queries.ts";

export interface ExportDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly reauthenticate: Reauthenticate;
}

/** An archive on its way to its owner. */
export interface TakenArchive {
  readonly size: number;
  readonly madeAt: Date;
  readonly parts: AsyncIterable<Buffer>;
  /** To be told once: it has arrived, and is gone; or it has not, and can be taken again. */
  readonly over: (arrived: boolean) => Promise<void>;
}

export type ExportService = ReturnType<typeof createExportService>;

export function createExportService({ database, jobs, reauthenticate }: ExportDependencies) {
  /** The person's own of this id. Throws `not_found` for any other, and for what has run out or was taken. */
  const standing = async (actor: UserActor, id: string): Promise<ExportRow> => {
    const found = await findExportOf(database.writer, actor.userId);
    if (found === null || found.id !== id || found.takenAt !== null) throw notFound();
    return found;
  };
  return {
    /**
     * Has an archive made, in the place of the one before; one that is being made already is the answer.
     * Throws what `Reauthenticate` throws.
     */
    async ask(actor: UserActor, proof: Reauthentication): Promise<DataExport> {
      await reauthenticate(actor, proof);
      return database.transaction(async (tx) => {
        await lockOwnAccount(tx, actor);
        const { userId, sessionId } = actor;
        let asked = await joinExport(tx, userId, sessionId);
        if (asked === null) {
          asked = await insertExport(tx, userId, sessionId);
          await jobs.enqueue(tx, exportsToMake, { exportId: asked.id });
        }
        await recordAudit(tx, actor, {
          action: "privacy.export",
          resource: { type: "export", id: asked.id },
        });
        return checked(DataExport, shown(asked, actor));
      });
    },

    async latest(actor: UserActor): Promise<LatestExport> {
      const found = await findExportOf(database.writer, actor.userId);
      return { export: found && shown(found, actor) };
    },

    /** How far it is; throws as `standing` does. */
    state: async (actor: UserActor, id: string): Promise<DataExport> =>
      shown(await standing(actor, id), actor),

    /**
     * The archive, once; how far it is while it is being made. Throws as `standing` does, and `forbidden` in a session
     * that has not asked for it: only there did its owner give the password.
     */
    async take(actor: UserActor, id: string): Promise<DataExport | TakenArchive> {
      const found = await standing(actor, id);
      const { readyAt, size } = found;
      if (readyAt === null || size === null) return shown(found, actor);
      if (found.sessionId !== actor.sessionId) throw new AppError("forbidden");
      await database.transaction(async (tx) => {
        if (!(await takeExport(tx, id))) throw notFound();
        await recordAudit(tx, actor, { action: "privacy.take_export", resource: { type: "export", id } });
      });
      return {
        size,
        madeAt: readyAt,
        parts: partsOf(database.writer, id),
        over: (arrived) => (arrived ? deleteParts : giveBack)(database.writer, id),
      };
    },
  };
}

async function* partsOf(connection: Connection, id: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const part = await findPart(connection, id, number);
    if (part === null) return;
    yield part;
  }
}

function shown(row: ExportRow, { sessionId }: UserActor): DataExport {
  return {
    id: row.id,
    state: row.takenAt !== null ? "taken" : row.readyAt !== null ? "ready" : "making",
    here: row.sessionId === sessionId,
    askedAt: row.askedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    size: row.size,
  };
}
