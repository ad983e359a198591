import { randomUUID } from "node:crypto";
import type { Command } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { LogBroken, NothingToRestart, openPlaces, restartLog } from "../../server/features/audit/index.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { reasonOf } from "./audit-reason.ts";

interface Options {
  readonly reason: string;
  readonly json?: boolean;
}

export function addAuditRestart(audit: Command, terminal: Terminal): void {
  audit
    .command("restart")
    .description(
      "begin a new log, after an older backup was put back or a replica promoted that lacks the end",
    )
    .requiredOption("--reason <text>", "what happened: it stands in the new log's first entry", reasonOf)
    .option("--json", "print JSON")
    .action(({ reason, json }: Options) =>
      withDatabase(terminal, (context) =>
        withOwnerDatabase(context, async ({ database, auditKeys }) => {
          const { places } = openPlaces(context.config.auditHeads);
          const { origin, previous, published, here, lost } = await restartLog(
            { database, noteKeys: auditKeys.note, places },
            systemActor("swideal audit restart", randomUUID()),
            reason,
          ).catch((error: unknown) => {
            if (error instanceof NothingToRestart || error instanceof LogBroken)
              throw new OperatorError(error.message);
            throw error;
          });
          if (json) {
            const state = { published: published?.size ?? null, here: here.size, lost };
            return terminal.print(JSON.stringify({ origin, previous, ...state }));
          }
          if (places.length === 0)
            terminal.note(
              "No head elsewhere (AUDIT_HEADS): what is lost is told by what the database knows alone.",
            );
          terminal.print(
            `${origin} follows ${previous}. Published: ${published?.size ?? 0} leaves; here: ${here.size}; lost: ${lost}.`,
          );
        }),
      ),
    );
}
