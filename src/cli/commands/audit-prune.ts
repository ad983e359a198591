import { randomUUID } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import {
  NotPruned,
  openPlaces,
  type Pruning,
  planPruning,
  pruneLog,
} from "../../server/features/audit/index.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";
import { reasonOf } from "./audit-reason.ts";

interface Options {
  readonly before?: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addAuditPrune(audit: Command, terminal: Terminal): void {
  const command = audit
    .command("prune")
    .description("drop months of the log that are older than AUDIT_KEEP_YEARS; what is kept stays proven")
    .option("--before <month>", "the first month that is kept (2023-01); absent: as much as may go", monthOf)
    .option("--reason <text>", "why: it stands in the log", reasonOf)
    .option("--dry-run", "say what would go, and change nothing")
    .option("--json", "print JSON");
  command.action((options: Options) => {
    const { before = null, reason, dryRun = false, json = false } = options;
    if (reason === undefined && !dryRun) command.error("error: --reason is needed, or --dry-run");
    return withDatabase(terminal, (context) =>
      withOwnerDatabase(context, async ({ database, auditKeys }) => {
        let bar: ((done: number) => void) | undefined;
        const { places } = openPlaces(context.config.auditHeads);
        const parts = { noteKeys: auditKeys.note, places, yearsKept: context.config.auditKeepYears };
        const pruning = await (reason === undefined || dryRun
          ? planPruning({ ...parts, connection: database.writer }, before)
          : pruneLog(
              {
                ...{ ...parts, database },
                onProgress: (done, of) => {
                  bar ??= progressBar(terminal, "leaves", of);
                  bar(done);
                },
              },
              systemActor("swideal audit prune", randomUUID()),
              { before, reason },
            )
        ).catch((error: unknown) => {
          throw error instanceof NotPruned ? new OperatorError(error.message) : error;
        });
        say(terminal, pruning, { dryRun, json, asked: before });
      }),
    );
  });
}

function say(
  terminal: Terminal,
  { before, entries, logs }: Pruning,
  {
    dryRun,
    json,
    asked,
  }: { readonly dryRun: boolean; readonly json: boolean; readonly asked: string | null },
): void {
  if (json) {
    terminal.print(
      JSON.stringify({
        before,
        entries,
        dryRun,
        logs: logs.map(({ origin, minimum }) => ({ origin, minimum })),
      }),
    );
    return;
  }
  if (asked !== null && before < asked)
    terminal.print(
      `An entry of ${before.slice(0, 7)} was sealed among later ones, waits, or is covered by no published head: that month and those after it stay.`,
    );
  for (const { origin, minimum } of logs) terminal.print(`${origin}: leaves below ${minimum}`);
  terminal.print(`${entries} entries before ${before.slice(0, 7)} ${dryRun ? "would go" : "are gone"}.`);
}

/** @returns the first day of it */
function monthOf(text: string): string {
  if (!/^20\d{2}-(?:0[1-9]|1[0-2])$/.test(text))
    throw new InvalidArgumentError("a month is expected (2023-01).");
  return `${text}-01`;
}
