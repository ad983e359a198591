import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { checkDisk } from "./disk.ts";
import { createHealthChecks } from "./health.ts";
import { openLog } from "./log.ts";

const quiet = openLog("silent");
const well = { name: "database", vital: true, well: true, reason: null };

test("however many ask, a part is looked at once while its state is fresh, and again later", async () => {
  let looks = 0;
  const check = () => {
    looks += 1;
    return wait(20);
  };
  const part = { name: "database", vital: true, check };
  const checks = createHealthChecks([part], quiet, 600_000);
  const answers = await Promise.all(
    Array.from({ length: 64 }, async () => {
      await checks.vital();
      return checks.all();
    }),
  );
  expect(answers.flat()).toHaveLength(64);
  for (const [answer] of answers) expect(answer).toMatchObject(well);
  expect(looks).toBe(1);
  const brief = createHealthChecks([part], quiet, 1);
  await brief.all();
  await expect.poll(async () => (await brief.all()) && looks).toBeGreaterThan(2);
});

test("a part that does not answer is told as not well, holds up no other, and is not asked again meanwhile", async () => {
  let looks = 0;
  const hanging = Promise.withResolvers<void>();
  const checks = createHealthChecks(
    [
      {
        name: "redis",
        vital: false,
        check: () => {
          looks += 1;
          return hanging.promise;
        },
      },
      { name: "database", vital: true, check: async () => {} },
    ],
    quiet,
  );
  for (let n = 0; n < 3; n++) {
    expect(await checks.vital()).toMatchObject([well]);
    expect(await checks.all()).toMatchObject([{ well: false, reason: "no answer within 1000 ms" }, well]);
    await wait(300);
  }
  expect(looks).toBe(1);
  hanging.resolve();
  await expect.poll(async () => (await checks.all())[0]?.well, { interval: 100 }).toBe(true);
});

test("the log says once when a part is ill and why, and once when it is well again", async () => {
  const lines: string[] = [];
  let reason: string | null = "12 MB are left on the disk of DATA_DIR";
  const checks = createHealthChecks(
    [
      {
        name: "disk",
        vital: false,
        check: async () => {
          if (reason !== null) throw new Error(reason);
        },
      },
    ],
    openLog("info", { write: (line: string) => void lines.push(line) }),
  );
  for (let n = 0; n < 3; n++) await checks.all();
  await wait(1_050);
  await checks.all();
  reason = null;
  await wait(1_050);
  for (let n = 0; n < 3; n++) await checks.all();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 40, part: "disk", reason: "12 MB are left on the disk of DATA_DIR", msg: "a part is not well" },
    { level: 30, part: "disk", msg: "a part is well again" },
  ]);
});

test("a disk that is full is told, with what is left; so is a database that could not write", async (context) => {
  await expect(checkDisk("/nowhere/at/all", null)).resolves.toBeUndefined();
  await expect(checkDisk(process.cwd(), 10_000)).rejects.toThrow("the database could not write");
  await expect(checkDisk(process.cwd(), 6 * 60_000)).resolves.toBeUndefined();
  const namespace = ["--user", "--map-root-user", "--mount"];
  if (spawnSync("unshare", [...namespace, "true"]).status !== 0) {
    process.stderr.write(
      `NOT RUN: "${context.task.name}": this machine does not let tests mount a small disk\n`,
    );
    context.skip("this machine does not let tests mount a small disk");
  }
  // The disk exists for the child only; the way there leads through /proc.
  const child = spawn("unshare", [
    ...namespace,
    "sh",
    "-c",
    "mount -t tmpfs -o size=100m swideal /mnt && echo ready && exec sleep 60",
  ]);
  try {
    await once(child.stdout, "data");
    const disk = `/proc/${child.pid}/root/mnt`;
    await expect(checkDisk(disk, null)).resolves.toBeUndefined();
    await writeFile(`${disk}/ballast`, Buffer.alloc(90_000_000));
    await expect(checkDisk(disk, null)).rejects.toThrow(/^\d+ MB are left on the disk of DATA_DIR$/);
  } finally {
    child.kill();
  }
});
