import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { median } from "../../bench/support/statistics.ts";
import type { DrillReport } from "../drill.ts";
import { swideal } from "./command.ts";
import { fill } from "./fill.ts";
import type { Installation } from "./installation.ts";

const VERIFIER = join(import.meta.dirname, "../../docs/verify-audit.mjs");

/** What is asked of a million entries. */
const WANTED = { verifySeconds: 60, proofSeconds: 1 };
/** Half of what an export of a million prints: who held it would end for want of memory. */
const HEAP_MB = 120;
const PROOFS = 5;

/** A long log: sealed, verified, exported, and one of its entries proved to a stranger. */
export async function figuresOf(
  { check, note }: DrillReport,
  installation: Installation,
  { entries, short }: { readonly entries: number; readonly short: boolean },
): Promise<void> {
  const { environment, sql } = installation;
  const seconds = await fill(installation, entries);
  note(`${entries.toLocaleString("en")} entries sealed in ${seconds.toFixed(0)} s`);

  const verified = await swideal(["audit", "verify", "--json"], environment);
  const { faults, entries: seen } = JSON.parse(verified.output === "" ? "{}" : verified.output);
  const tenths = verified.errors.match(/^leaves: \d+ %$/gm)?.length ?? 0;
  check(
    "every entry verifies, and it is told how far it is",
    verified.code === 0 && faults === 0 && seen >= entries && tenths >= 1 && (short || tenths === 10),
    `${seen} entries, told ${tenths} times`,
  );
  note(
    `verified in ${verified.seconds.toFixed(1)} s, ${verified.processor?.toFixed(1)} s of its own processor, with ${verified.peakMb?.toFixed(0)} MB`,
  );
  if (!short)
    check(
      `verified in ${WANTED.verifySeconds} s`,
      verified.seconds <= WANTED.verifySeconds,
      `${verified.seconds.toFixed(1)} s`,
    );

  const small = { ...environment, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` };
  const exported = await swideal(["audit", "export"], small, { hold: false });
  const megabytes = `${(exported.length / 1e6).toFixed(0)} MB`;
  note(`exported ${megabytes} in ${exported.seconds.toFixed(1)} s with ${exported.peakMb?.toFixed(0)} MB`);
  check(
    `an export passes through a heap of ${HEAP_MB} MB, however long it is`,
    exported.code === 0 && exported.length > entries * 200,
    exported.code === 0 ? megabytes : exported.errors.slice(-200),
  );

  const [one] = await sql<{ id: string; leaf: string }>(
    "select entry_id as id, leaf from audit_leaves where leaf = $1",
    [Math.floor(entries / 3)],
  );
  const folder = await mkdtemp(join(tmpdir(), "swideal-proof-"));
  try {
    const [line, proof] = [join(folder, "entry.jsonl"), join(folder, "entry.tlog-proof")];
    const entry = await swideal(["audit", "export", "--entry", one?.id ?? "", "--proof", proof], environment);
    await writeFile(line, entry.output);
    const { output } = await swideal(["audit", "heads", "--json"], environment);
    const [key] = JSON.parse(output).keys;
    const took: number[] = [];
    let said = "";
    for (let n = 0; n < (short ? 1 : PROOFS); n += 1) {
      const begun = performance.now();
      said = (await promisify(execFile)(process.execPath, [VERIFIER, line, proof, key])).stdout.trim();
      took.push((performance.now() - begun) / 1_000);
    }
    check("a stranger finds an entry in it", said.startsWith(`true: the entry is leaf ${one?.leaf} `), said);
    note(`its proof was made in ${entry.seconds.toFixed(1)} s, and checked in ${median(took).toFixed(2)} s`);
    if (!short)
      check(
        `checked in ${WANTED.proofSeconds} s`,
        median(took) <= WANTED.proofSeconds,
        `${median(took).toFixed(2)} s`,
      );
  } finally {
    await rm(folder, { recursive: true });
  }
}
