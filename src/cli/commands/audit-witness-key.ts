import type { Command } from "commander";
import { selectWitnessName } from "../../server/features/audit/index.ts";
import { verifierKeyOf } from "../../server/platform/proof/verifier-key.ts";
import { type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";

/** What another operator puts into AUDIT_WITNESSES behind this installation's address. */
export function addAuditWitnessKey(audit: Command, terminal: Terminal): void {
  audit
    .command("witness-key")
    .description("the keys by which this installation cosigns the logs of AUDIT_WITNESS_FOR")
    .option("--json", "print JSON")
    .action(({ json }: { readonly json?: boolean }) =>
      withDatabase(terminal, (context) =>
        withOwnerDatabase(context, async ({ database, auditKeys }) => {
          const name = await selectWitnessName(database.writer);
          const keys =
            name === null ? [] : auditKeys.witness.map((key) => verifierKeyOf(name, "cosignature", key).text);
          const logs = context.config.auditWitnessFor.map((log) => log.name);
          if (json) return terminal.print(JSON.stringify({ keys, logs }));
          if (name === null)
            return terminal.print("The name is that of the log, which begins with the first entry.");
          for (const key of keys) terminal.print(`key: ${key}`);
          if (logs.length === 0) terminal.note("No log is cosigned here (AUDIT_WITNESS_FOR).");
          for (const log of logs) terminal.print(`cosigns: ${log}`);
        }),
      ),
    );
}
