/**
 * The few facts about this process and its machine that a launcher needs, in one place.
 * None of them is configuration: that arrives as arguments.
 */
import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import process from "node:process";

export const platform = process.platform;
export const architecture = process.arch;
export const ownProcessId = process.pid;

export const ownUserId = () => process.geteuid?.();
export const isRoot = () => ownUserId() === 0;

/** False in containers started with a bare user number; initdb refuses to run for such a user. */
export function hasPasswdEntry(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

/**
 * Environment of the programs we start. On POSIX systems nothing is inherited but PATH: a stray PGDATA, PGOPTIONS or
 * LC_ALL must not change our server. Messages are English because `diagnose` reads them.
 */
export function childEnvironment(): Record<string, string | undefined> {
  if (platform === "win32") return { ...process.env, LC_MESSAGES: "C" };
  return { PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C" };
}

/** True while a process of that number exists, whoever owns it; a zombie counts as existing. */
export function processExists(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** True while that process can still do something: a zombie cannot. */
export function processRuns(processId: number): boolean {
  if (!processExists(processId)) return false;
  if (platform !== "linux") return true;
  try {
    // "number (name) state …"; the name may hold anything, so the state follows the last parenthesis.
    const text = readFileSync(`/proc/${processId}/stat`, "utf8");
    return !/^ [ZX]/.test(text.slice(text.lastIndexOf(")") + 1));
  } catch {
    return false;
  }
}

export const sendSignal = (processId: number, signal: NodeJS.Signals) => process.kill(processId, signal);
