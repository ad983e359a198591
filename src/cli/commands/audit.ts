import type { Command } from "commander";
import {
  openPlaces,
  prunedParts,
  publishedHeads,
  restartsOf,
  verifyLog,
} from "../../server/features/audit/index.ts";
import { verifierKey } from "../../server/platform/proof/note.ts";
import { type OperatorContext, OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";
import { addAuditExport } from "./audit-export.ts";
import { addAuditPrune } from "./audit-prune.ts";
import { addAuditRestart } from "./audit-restart.ts";
import { addAuditWitnessKey } from "./audit-witness-key.ts";

interface Options {
  readonly json?: boolean;
}

export function auditCommand(program: Command, terminal: Terminal): void {
  const audit = program.command("audit").description("the log of actions, and its proof");
  audit
    .command("verify")
    .description("read the whole log and say whether it is what was published")
    .option("--json", "print JSON")
    .action((options: Options) => withDatabase(terminal, (context) => verify(terminal, context, options)));
  audit
    .command("heads")
    .description("the published heads of the log, and the key that checks them")
    .option("--json", "print JSON")
    .action((options: Options) => withDatabase(terminal, (context) => heads(terminal, context, options)));
  addAuditExport(audit, terminal);
  addAuditPrune(audit, terminal);
  addAuditRestart(audit, terminal);
  addAuditWitnessKey(audit, terminal);
}

async function verify(terminal: Terminal, context: OperatorContext, options: Options): Promise<void> {
  const { places, listeners } = openPlaces(context.config.auditHeads);
  let bar: ((done: number) => void) | undefined;
  const { result, restarts, pruned } = await withOwnerDatabase(context, async ({ database, auditKeys }) => {
    const parts = { connection: database.writer, noteKeys: auditKeys.note };
    const result = await verifyLog({
      ...parts,
      places,
      onProgress: (done, of) => {
        bar ??= progressBar(terminal, "leaves", of);
        bar(done);
      },
    });
    return { result, restarts: await restartsOf(parts), pruned: await prunedParts(parts) };
  });
  const { leaves, entries, heads, found, faults } = result;
  if (options.json)
    terminal.print(
      JSON.stringify({
        ...result,
        restarts: restarts.map(({ origin, previous, here, lost }) => ({
          origin,
          previous,
          here: here.size,
          lost,
        })),
        pruned: pruned.map(({ origin, minimum }) => ({ origin, minimum })),
        elsewhere: places.map(({ name }) => name),
        told: listeners.map(({ name }) => name),
      }),
    );
  else {
    for (const { origin, previous, here, lost } of restarts)
      terminal.print(
        `${origin} follows ${previous}, which ended with ${here.size} leaves: ${lost} published ones are lost.`,
      );
    for (const { origin, minimum } of pruned)
      terminal.print(
        `${origin} was pruned: its first ${minimum} leaves are gone, and their hashes are kept.`,
      );
    terminal.print(`${entries} entries in ${leaves} leaves, compared with ${heads} published heads.`);
    if (places.length === 0)
      terminal.print("No head elsewhere: who has the database and the keys is not found (AUDIT_HEADS).");
    for (const { name } of listeners)
      terminal.print(`Nothing is compared with ${name}, which is told of heads alone.`);
    for (const line of found) terminal.print(`- ${line}`);
  }
  if (faults > 0) throw new OperatorError(`the log is not what was written: ${found[0]}${more(faults)}`);
  if (!options.json) terminal.print("Everything is as it was written.");
}

const more = (faults: number) => (faults > 1 ? ` (and ${faults - 1} more)` : "");

async function heads(terminal: Terminal, context: OperatorContext, options: Options): Promise<void> {
  const { published, auditKeys } = await withOwnerDatabase(context, async ({ database, auditKeys }) => ({
    published: await publishedHeads(database.writer),
    auditKeys,
  }));
  // A key is written with the name of its log.
  const origins = [...new Set(published.map(({ origin }) => origin))];
  const keys = origins.flatMap((origin) => auditKeys.note.map((one) => verifierKey(origin, one)));
  if (options.json) return terminal.print(JSON.stringify({ keys, heads: published }));
  if (published.length === 0)
    return terminal.print("No head is published yet: the first is at the next full hour.");
  for (const line of keys) terminal.print(`key: ${line}`);
  const named = new Set(context.config.auditWitnesses.map(({ key }) => key.text));
  for (const { origin, size, at, cosigned } of published) {
    terminal.print(`${at.toISOString()}  ${String(size).padStart(12)} leaves  ${origin}`);
    for (const { name, key, at: time } of cosigned) {
      const known = named.has(key) ? "" : " (a key that AUDIT_WITNESSES does not name)";
      terminal.print(`  cosigned ${time.toISOString()} by ${name}${known}`);
    }
  }
}
