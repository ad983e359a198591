import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { systemActor } from "../../server/core/actor.ts";
import {
  type ExportFormat,
  exportLog,
  findSealedEntry,
  logCsv,
  NoProof,
  proveEntry,
  recordAudit,
} from "../../server/features/audit/index.ts";
import { OperatorError, type Terminal, withDatabase } from "../context.ts";
import { type OwnerDatabase, withOwnerDatabase } from "../owner-database.ts";
import { progressBar } from "../progress.ts";

interface Options {
  readonly format: ExportFormat;
  readonly from?: string;
  readonly to?: string;
  readonly padding?: boolean;
  readonly entry?: string;
  readonly proof?: string;
  readonly head?: number;
}

export function addAuditExport(audit: Command, terminal: Terminal): void {
  const command = audit
    .command("export")
    .description("print what is sealed, or one entry with the proof that it stands in the log")
    .addOption(
      new Option("--format <format>", "jsonl: each line as it was hashed; csv: for a spreadsheet")
        .choices(["jsonl", "csv"])
        .default("jsonl"),
    )
    .option("--from <time>", "entries from then on: a day, or a moment with its zone (ISO 8601)", momentOf)
    .option("--to <time>", "entries before then", momentOf)
    .option("--padding", "also the lines that hide how much happened: all lines together make the tree")
    .addOption(
      new Option("--entry <id>", "this entry alone").argParser(idOf).conflicts(["from", "to", "padding"]),
    )
    .option("--proof <file>", "write the proof that the entry stands in the log, for docs/verify-audit.mjs")
    .option("--head <leaves>", "prove it by the published head of this size, not by the last", sizeOf);
  command.action((options: Options) => {
    const { entry, proof, head } = options;
    if (entry === undefined && proof !== undefined) command.error("error: --proof needs --entry");
    if (proof === undefined && head !== undefined) command.error("error: --head needs --proof");
    return withDatabase(terminal, (context) =>
      withOwnerDatabase(context, async (opened) => {
        await noteLook(opened, options);
        await (entry === undefined
          ? printLog(terminal, opened, options)
          : printEntry(terminal, opened, entry, options));
      }),
    );
  });
}

/** What administrators alone may read leaves once the look at it stands in the log. */
const noteLook = ({ database }: OwnerDatabase, { format, from, to, entry }: Options) =>
  database.transaction((tx) =>
    recordAudit(tx, systemActor("swideal audit export", randomUUID()), {
      action: "audit.look",
      resource: { type: "audit", id: null },
      changes: {
        format,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(entry !== undefined && { resourceType: "audit_entry", resourceId: entry }),
      },
    }),
  );

async function printLog(
  terminal: Terminal,
  { database }: OwnerDatabase,
  { format, from, to, padding = false }: Options,
): Promise<void> {
  const gone: string[] = [];
  let bar: ((done: number) => void) | undefined;
  const parts = exportLog(database.writer, {
    ...{ format, from, to, padding },
    onGone: (id) => void gone.push(id),
    onProgress: (done, of) => {
      bar ??= progressBar(terminal, "leaves", of);
      bar(done);
    },
  });
  for await (const part of parts) await terminal.write(part);
  if (gone.length > 0)
    throw new OperatorError(
      `${gone.length} sealed entries are gone, ${gone[0]} is the first: swideal audit verify names them`,
    );
}

async function printEntry(
  terminal: Terminal,
  { database, auditKeys }: OwnerDatabase,
  id: string,
  { format, proof, head }: Options,
): Promise<void> {
  try {
    const sealed = await findSealedEntry(database.writer, id);
    if (proof !== undefined)
      await writeProof(
        proof,
        await proveEntry({ connection: database.writer, noteKeys: auditKeys.note }, sealed, head ?? null),
      );
    const { line, leaf, entry, log } = sealed;
    await terminal.write(
      format === "csv" ? `${logCsv.head}${logCsv.row({ origin: log.origin, leaf, entry })}` : `${line}\n`,
    );
    if (leaf.kind === "bad-mac") terminal.note(`The program has not written ${id} as it stands.`);
    if (leaf.kind === "unproven")
      terminal.note(`${id} is older than the log: nothing shows that the program wrote it.`);
  } catch (error) {
    throw error instanceof NoProof ? new OperatorError(error.message) : error;
  }
}

/** A file that is there is left alone; no half of one stays. */
async function writeProof(path: string, proof: string): Promise<void> {
  const file = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(`${path} cannot be made (${error.code})`);
  });
  try {
    await file.writeFile(proof);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** As the lines have it, with microseconds. */
function momentOf(text: string): string {
  const moment = MOMENT.test(text) ? new Date(text) : null;
  if (moment === null || Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError("a day, or a moment with its zone, is expected (2026-11-30T08:00Z).");
  return moment.toISOString().replace("Z", "000Z");
}

function idOf(text: string): string {
  if (!UUID.test(text)) throw new InvalidArgumentError("the id of an entry is expected.");
  return text.toLowerCase();
}

function sizeOf(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new InvalidArgumentError("a number of leaves is expected.");
  return Number(text);
}
