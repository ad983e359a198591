import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment, platform, processRuns } from "./operating-system.ts";
import type { ServerUser } from "./server-user.ts";

/**
 * A small shell stands between Node and the program. It holds the reading end of a pipe of which Node holds the other:
 * when Node closes it, or dies however suddenly, the shell interrupts the program, which for PostgreSQL means a fast,
 * clean shutdown. The interrupt is repeated, because a program that has only just been forked still ignores it.
 * Signals of the terminal or of a service manager are ignored here: only the pipe decides.
 */
const watcher = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
program=$!
echo "$program"
( read -r _ <&3; while kill -INT "$program"; do sleep 1; done ) >/dev/null 2>&1 &
reader=$!
exec 3<&-
wait "$program"
status=$?
kill -KILL "$reader" 2>/dev/null
exit "$status"
`;

export interface TiedProcess {
  /** Milliseconds since 1970. */
  readonly spawnedAt: number;
  /** Number of the program itself, not of the shell. Never settles if the program could not be started. */
  readonly processId: Promise<number>;
  /** The last lines it wrote, newest at the end. */
  readonly lastLines: readonly string[];
  /** Settles when the program has ended and its last words are read; 0 is success. */
  readonly exited: Promise<number>;
  /** Closes the pipe. Returns at once; `exited` tells when it is done. */
  interrupt(): void;
}

/**
 * Starts a program that cannot outlive this Node process.
 * On Windows there is no shell and no such tie (written from the documentation, not tried).
 * @param libraryPath folders for the loader, joined by colons; set for the program only, not for shell or unshare
 */
export function startTied(
  command: readonly string[],
  user: ServerUser,
  libraryPath: string | undefined,
  onLine: (line: string) => void,
): TiedProcess {
  const variable = platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  const libraries = libraryPath === undefined ? [] : ["env", `${variable}=${libraryPath}`];
  const identity = user.uid === undefined ? {} : { uid: user.uid, gid: user.gid ?? user.uid };
  const options = { ...identity, cwd: "/", env: childEnvironment(), stdio: "pipe", detached: true } as const;
  const [program = "", ...args] = command;
  const spawnedAt = Date.now();
  const child =
    platform === "win32"
      ? spawn(program, args, { env: childEnvironment(), stdio: "pipe" })
      : spawn("/bin/sh", ["-c", watcher, "sh", ...user.prefix, ...libraries, ...command], options);

  const lastLines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    lastLines.push(line);
    if (lastLines.length > 100) lastLines.shift();
    onLine(line);
  });
  child.on("error", (error) => lastLines.push(`error: ${error.message}`));
  child.stdin.on("error", () => {});
  const processId = platform === "win32" ? Promise.resolve(child.pid ?? 0) : firstNumber(child);
  return {
    spawnedAt,
    processId,
    lastLines,
    exited: ended(child, processId),
    interrupt: () => (platform === "win32" ? interruptOnWindows(program, child.pid) : child.stdin.end()),
  };
}

/** Windows has no signals; PostgreSQL listens on a pipe of its own for them, which pg_ctl knows. */
function interruptOnWindows(program: string, processId: number | undefined): void {
  spawn(join(dirname(program), "pg_ctl"), ["kill", "INT", String(processId)], { stdio: "ignore" });
}

async function firstNumber(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream }))
    return Number(line);
  return new Promise(() => {});
}

/**
 * The shell ends after its program, unless somebody killed the shell: then the program itself is watched.
 * Backends that outlive a killed postmaster keep the log's pipe open, so its end is awaited only briefly.
 */
async function ended(child: ChildProcess, processId: Promise<number>): Promise<number> {
  const closed = once(child, "close").catch(() => {});
  const code = await new Promise<number>((resolve) => {
    child.once("exit", (status) => resolve(status ?? 1));
    child.once("error", () => resolve(1));
  });
  if (child.signalCode !== null) while (processRuns(await processId)) await sleep(50);
  await Promise.race([closed, sleep(500, undefined, { ref: false })]);
  return code;
}
