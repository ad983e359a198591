import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { missionInput, type Person } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import { Program } from "../support/program.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The whole program, its log and base backup shipped by itself, killed, and brought back by its own command. */
export async function embedded({ check, note }: DrillReport, writes: number): Promise<void> {
  const backups = await mkdtemp(join(tmpdir(), "swideal-point-in-time-"));
  const archiving = { BACKUP_WAL: "on", BACKUP_DIR: backups };
  const program = await Program.start(archiving);
  try {
    const { email } = await program.enrol("Mairie de Bron");
    await baseBackupIn(backups);
    const client = await program.signIn(email);
    const { ids, moment } = await publish(client, program, writes);
    await publishUntilKilled(client, program);
    await program.ended();

    const begun = performance.now();
    await restoreTo(moment, { ...program.environment(), ...archiving });
    note(`brought back in ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
    await program.start(archiving);
    const rows = await program.sql<{ id: string }>(
      "select id from missions where client_party_id = $1 order by id",
      [client.partyId],
    );
    const expected = ids.slice(0, Math.ceil(writes / 2)).sort();
    check(
      "killed in the middle of publications and brought to a moment between two of them",
      JSON.stringify(rows.map(({ id }) => id)) === JSON.stringify(expected),
      `${rows.length} missions, ${expected.length} were acknowledged before`,
    );
    const later = await program.signIn(email);
    const { status } = await later.post("/missions", missionInput());
    check("it takes new ones after that", status === 201, String(status));
  } finally {
    await program.stop();
    await rm(backups, { recursive: true, force: true });
  }
}

/** The first is made as soon as the program runs; what is written after its end can be brought back. */
async function baseBackupIn(backups: string): Promise<void> {
  for (;;) {
    const names = await readdir(backups, { recursive: true });
    if (names.some((name) => /\/base\/[^/]+\/note$/.test(name))) return;
    await sleep(100);
  }
}

/** One after the other; the moment lies between the middle two. */
async function publish(
  client: Person,
  program: Program,
  writes: number,
): Promise<{ ids: string[]; moment: string }> {
  const ids: string[] = [];
  let moment = "";
  for (let n = 1; n <= writes; n += 1) {
    const { status, body } = await client.post("/missions", missionInput());
    if (status !== 201) throw new Error(`not published: ${status}`);
    ids.push(body.id);
    if (n !== Math.ceil(writes / 2)) continue;
    await sleep(5);
    const [row] = await program.sql<{ at: Date }>("select clock_timestamp() as at");
    moment = (row as { at: Date }).at.toISOString();
    await sleep(5);
  }
  return { ids, moment };
}

async function publishUntilKilled(client: Person, program: Program): Promise<void> {
  const endless = async () => {
    for (;;) await client.post("/missions", missionInput());
  };
  const all = Promise.allSettled([endless(), endless(), endless()]);
  await sleep(300);
  program.kill();
  await all;
}

async function restoreTo(moment: string, environment: Record<string, string>): Promise<void> {
  const args = ["backup", "restore", "--to", moment, "--replace", "--without-erasures"];
  const child = spawn(process.execPath, [join(ROOT, "bin/swideal.mjs"), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the restore ended with ${code}`);
}
