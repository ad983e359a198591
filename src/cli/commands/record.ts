import { randomUUID } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import { exportRecord, verifyRecord } from "../../server/features/auction-records/index.ts";
import { recordAudit } from "../../server/features/audit/index.ts";
import { publicKeys } from "../../server/features/record-keys/index.ts";
import { type OperatorContext, OperatorError, type Terminal, withDatabase } from "../context.ts";
import { type OwnerDatabase, withOwnerDatabase } from "../owner-database.ts";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function recordCommand(program: Command, terminal: Terminal): void {
  const record = program.command("record").description("records of auctions that are over");
  record
    .command("export")
    .description("print the whole record of an auction as JSON, for docs/verify-record.mjs or an authority")
    .argument("<mission>", "its id", idOfMission)
    .option("--json", "print JSON, which it does anyway")
    .action((mission: string) =>
      withRecord(terminal, mission, async ({ database }) => {
        // It holds what parties alone may read: it leaves once the look at it stands in the log.
        const found = await database.transaction(async (tx) => {
          const record = await exportRecord(tx, mission);
          if (record !== null)
            await recordAudit(tx, systemActor("swideal record export", randomUUID()), {
              action: "mission.read_record",
              resource: { type: "mission", id: mission },
            });
          return record;
        });
        if (found !== null) terminal.print(JSON.stringify(found));
        return found;
      }),
    );
  record
    .command("verify")
    .description("make the record of an auction again from the tables, and name each line that differs")
    .argument("<mission>", "its id", idOfMission)
    .option("--json", "print JSON")
    .action((mission: string, { json }: { json?: boolean }) =>
      withRecord(terminal, mission, async ({ database, config, auditKeys }) => {
        const keys = await publicKeys(database.writer, auditKeys);
        const verified = await verifyRecord(database.writer, mission, { currency: config.currency, keys });
        if (verified === null) return null;
        const { heads, lines, erased, faults } = verified;
        if (json) terminal.print(JSON.stringify(verified));
        else {
          for (const { head, line, fault } of faults)
            terminal.print(`${line ?? "head"}${head === null ? "" : ` of head ${head}`}: ${fault}`);
          terminal.print(`${heads} heads, ${lines} lines, ${erased} of them erased.`);
        }
        if (faults.length > 0) throw new OperatorError(`${faults.length} faults in the record of ${mission}`);
        return verified;
      }),
    );
}

/** @param work null: there is no such record */
function withRecord(
  terminal: Terminal,
  mission: string,
  work: (context: OperatorContext & OwnerDatabase) => Promise<object | null>,
): Promise<void> {
  return withDatabase(terminal, (context) =>
    withOwnerDatabase(context, async (opened) => {
      if ((await work({ ...context, ...opened })) === null)
        throw new OperatorError(
          `${mission} has no record: its auction is not over, ended before there were any, or was loaded without`,
        );
    }),
  );
}

function idOfMission(text: string): string {
  if (!UUID.test(text)) throw new InvalidArgumentError("the id of a mission is expected.");
  return text.toLowerCase();
}
