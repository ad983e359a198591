import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** A run of the test command, with its arguments and what is added to the environment; `show` prints what it says. */
export async function runTests(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { show }: { readonly show: boolean },
): Promise<{ readonly good: boolean; readonly told: string; readonly sum: string }> {
  const run = spawn(process.execPath, [join(root, "tests/run.ts"), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  for (const stream of [run.stdout, run.stderr])
    stream.on("data", (chunk: Buffer) => {
      told += chunk;
      if (show) process.stdout.write(chunk);
    });
  const [code] = await once(run, "close");
  const sum = /^\d+ passed, \d+ failed$/m.exec(told)?.[0] ?? "no test ran";
  return { good: code === 0, told, sum };
}
