import { spawn } from "node:child_process";
import { platform } from "node:os";
import { join } from "node:path";
import type { ServerOptions } from "../server/server-options.ts";
import type { Terminal } from "./context.ts";

const launcher = join(import.meta.dirname, "../../bin/swideal.mjs");

/** Makes backups by the commands themselves. */
export function backupChild(
  terminal: Terminal,
): Required<Pick<ServerOptions, "makeBackup" | "makeBaseBackup">> {
  return {
    makeBackup: (madeBy) => inChild(terminal, "create", madeBy),
    makeBaseBackup: () => inChild(terminal, "base", "schedule"),
  };
}

/**
 * As the least urgent process of the machine: it compresses and encrypts for minutes, and whoever is served meanwhile is not
 * to feel it. It ends with this one.
 */
function inChild(
  { environment, execPath, stopped }: Terminal,
  which: string,
  madeBy: string,
): Promise<object> {
  return new Promise((resolve, reject) => {
    const command = [execPath, launcher, "backup", which, "--json", "--made-by", madeBy];
    // Each thread has a priority of its own: one that is set later does not reach those that are there.
    const [program = "", ...args] = platform() === "win32" ? command : ["nice", "-n", "19", ...command];
    const child = spawn(program, args, {
      env: { ...environment, SWIDEAL_STARTER: "server" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    stopped.then(() => child.kill());
    const said = { output: "", errors: "" };
    child.stdout.on("data", (part: Buffer) => (said.output += part.toString()));
    child.stderr.on("data", (part: Buffer) => (said.errors += part.toString()));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(said.output) as object);
      else reject(new Error(said.errors.trim().split("\n").at(-1) || `the backup ended with ${code}`));
    });
  });
}
