import { type Command, InvalidArgumentError } from "commander";
import { createRecordSigner } from "../../server/features/record-keys/index.ts";
import type { Config } from "../../server/platform/config.ts";
import { auditKeysOf } from "../../server/platform/proof/keys.ts";
import { loadSecrets } from "../../server/platform/secrets.ts";
import { noteCommand } from "../command-entry.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";

interface DemoOptions {
  readonly missions: number;
  readonly seed: number;
  readonly at?: Date;
  readonly records?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function demoCommand(program: Command, terminal: Terminal): void {
  program
    .command("demo")
    .description("load example missions in bulk; same seed and time, same content")
    .requiredOption("--missions <n>", "how many", wholeNumber)
    .option("--seed <s>", "what they are made from", wholeNumber, 1)
    .option("--at <time>", "the moment they are seen from (ISO 8601); now by default", instant)
    .option(
      "--records",
      "with commitments to prices and signed records of auctions that are over, for who looks at them",
    )
    .option("--force", "also where there are missions or accounts already")
    .option("--json", "print JSON")
    .action((options: DemoOptions) =>
      withDatabase(terminal, async (context) => {
        const { access, config } = context;
        const { missions, seed } = options;
        // Its texts are read for this command alone.
        const { isInUse, loadDemonstration } = await import("../../server/features/demo/index.ts");
        if (!options.force && (await isInUse(access.owner)))
          throw new OperatorError(
            "this database is in use: it has missions or accounts, among which the examples would stand for good; --force loads them all the same",
          );
        const signed = options.records && { recordSigner: await signerOf(config) };
        const loaded = await loadDemonstration(access.owner, {
          missions,
          seed,
          at: options.at ?? null,
          currency: config.currency,
          ownMissions: null,
          ...signed,
          onProgress: progressBar(terminal, "missions", missions),
        });
        const { offers } = loaded;
        const done = { action: "command.demo", changes: { missions, offers, seed } } as const;
        await withOwnerDatabase(context, ({ database }) => noteCommand(database, "swideal demo", done));
        terminal.print(
          options.json
            ? JSON.stringify(loaded)
            : `${loaded.missions} missions and ${loaded.offers} offers were loaded.`,
        );
      }),
    );
}

const signerOf = async (config: Config) =>
  createRecordSigner(auditKeysOf((await loadSecrets(config)).auditKeys).record);

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number is expected.");
  return Number(text);
}

function instant(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError("a time such as 2026-11-22T10:00:00Z is expected.");
  return time;
}
