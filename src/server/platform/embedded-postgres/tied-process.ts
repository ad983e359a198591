import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment, platform, processRuns } from "./operating-system.ts";
import type { ServerUser } from "./server-user.ts";

/**
 * A small shell stands between Node and the program. It holds the reading end of a pipe of which Node holds the other:
 * when Node closes it, or dies however suddenly, the shell interrupts the program, which for PostgreSQL means a fast,
 * clean shutdown. The interrupt is repeated, because a program that has only just been forked still ignores it; in the
 * end, and where Node has written QUIT, the signal is QUIT: PostgreSQL then leaves at once, and recovers what was
 * committed at its next start.
 * Signals of the terminal or of a service manager are ignored here: only the pipe decides.
 */
const watcher = `
patience=$1
shift
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" 3<&- >&2 &
program=$!
echo "$program"
( read -r signal <&3
  seconds=0
  while kill -"\${signal:-INT}" "$program"; do
    sleep 1
    seconds=$((seconds + 1))
    if [ "$seconds" -ge "$patience" ]; then signal=QUIT; fi
  done ) >/dev/null 2>&1 &
reader=$!
exec 3<&-
wait "$program"
status=$?
kill -KILL "$reader" 2>/dev/null
exit "$status"
`;

/** A shutdown that takes longer is none any more; a service manager would kill after 90 s. */
const PATIENCE_SECONDS = 60;

/** What PostgreSQL says when it has lost a process, and once it has recovered. */
const crashed = /terminating any other active server processes/;
const recovered = /database system is ready to accept connections/;

export interface TiedProcess {
  /** Milliseconds since 1970. */
  readonly spawnedAt: number;
  /** Number of the program itself, not of the shell. Never settles if the program could not be started. */
  readonly processId: Promise<number>;
  /** The last lines it wrote, newest at the end. */
  readonly lastLines: readonly string[];
  /** Settles when the program has ended and its last words are read; 0 is success. */
  readonly exited: Promise<number>;
  /**
   * Closes the pipe. Returns at once; `exited` tells when it is done. While PostgreSQL recovers from the crash of one of
   * its processes it does not hear every fast shutdown to its end (seen with 15.18: only the checkpointer was left, for
   * ever), and has nothing to gain by one: it is told to leave at once.
   */
  interrupt(): void;
}

/** PostgreSQL's programs, and as whom to run them. */
export interface Programs {
  /** Folder with bin, lib and share. */
  readonly native: string;
  /** Folders the loader must search, joined by colons; undefined when it finds everything by itself. */
  readonly libraryPath: string | undefined;
  readonly user: ServerUser;
}

/**
 * Starts a program that cannot outlive this Node process.
 * On Windows there is no shell and no such tie (written from the documentation, not tried).
 */
export function startTied(
  programs: Programs,
  name: "initdb" | "postgres",
  args: readonly string[],
  onLine: (line: string) => void,
  { patienceSeconds = PATIENCE_SECONDS } = {},
): TiedProcess {
  const { native, user } = programs;
  const program = join(native, "bin", name);
  const spawnedAt = Date.now();
  const child =
    platform === "win32"
      ? spawn(program, args, { env: childEnvironment(), stdio: "pipe" })
      : spawn(
          "/bin/sh",
          [
            "-c",
            watcher,
            "sh",
            String(patienceSeconds),
            ...user.prefix,
            ...libraries(programs),
            program,
            ...args,
          ],
          {
            ...(user.uid === undefined ? {} : { uid: user.uid, gid: user.gid ?? user.uid }),
            // A session of its own, out of reach of the terminal's Ctrl-C.
            detached: true,
            cwd: "/",
            env: childEnvironment(),
            stdio: "pipe",
          },
        );

  const lastLines: string[] = [];
  let isRecovering = false;
  createInterface({ input: child.stderr }).on("line", (line) => {
    lastLines.push(line);
    if (crashed.test(line)) isRecovering = true;
    else if (recovered.test(line)) isRecovering = false;
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
    interrupt: () =>
      platform === "win32"
        ? interruptOnWindows(native, child.pid)
        : child.stdin.end(isRecovering ? "QUIT\n" : ""),
  };
}

/** Set for the program only: shell and unshare must not meet the package's older libraries. */
function libraries({ libraryPath }: Programs): string[] {
  if (libraryPath === undefined) return [];
  return ["env", `${platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH"}=${libraryPath}`];
}

/** Windows has no signals; PostgreSQL listens on a pipe of its own for them, which pg_ctl knows. */
function interruptOnWindows(native: string, processId: number | undefined): void {
  spawn(join(native, "bin", "pg_ctl"), ["kill", "INT", String(processId)], { stdio: "ignore" });
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
