import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { expect, inject } from "vitest";
import type { TestDatabase } from "../../../tests/support/server.ts";

const launcher = join(import.meta.dirname, "../../../bin/swideal.mjs");

export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

export interface Begun {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
  /** What it prints first that looks so; throws when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** The same on standard error. */
  notes(pattern: RegExp): Promise<RegExpExecArray>;
}

export interface Surroundings {
  /** Goes before the command line. */
  readonly prefix?: readonly string[];
}

/** The program as an operator starts it, by its launcher, in a folder of data of the test's own. */
export function commandLine(dataDir: () => string) {
  const running = new Set<ChildProcess>();

  function begin(
    args: readonly string[],
    environment: Record<string, string> = {},
    { prefix = [] }: Surroundings = {},
  ): Begun {
    const { PATH = "", HOME = "" } = process.env;
    const [program = "", ...rest] = [...prefix, process.execPath, launcher, ...args];
    const child = spawn(program, rest, {
      env: { PATH, HOME, DATA_DIR: dataDir(), PORT: "0", ...environment },
    });
    running.add(child);
    const seen = { output: "", errors: "" };
    child.stdout.on("data", (chunk) => (seen.output += chunk));
    child.stderr.on("data", (chunk) => (seen.errors += chunk));
    const ended = new Promise<Run>((resolve) =>
      child.on("close", (code) => {
        running.delete(child);
        resolve({ code, ...seen });
      }),
    );
    const waitFor = (where: "output" | "errors") => async (pattern: RegExp) => {
      for (;;) {
        const found = pattern.exec(seen[where]);
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`ended: ${seen.output}${seen.errors}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    return { child, ended, says: waitFor("output"), notes: waitFor("errors") };
  }

  return {
    begin,
    swideal: (args: readonly string[], environment?: Record<string, string>) =>
      begin(args, environment).ended,
    killAll: () => {
      for (const child of running) child.kill("SIGKILL");
    },
  };
}

/** How an operator names a database of the tests' server, for the program's role and for its owner. */
export function addressesOf({ name }: Pick<TestDatabase, "name">) {
  const { host, port } = inject("postgres");
  const at = new URLSearchParams({ host, port: String(port) });
  const url = (user: string) => `postgres://${user}@localhost/${name}?${at}`;
  return { DATABASE_URL: url("swideal_app"), DATABASE_ADMIN_URL: url("swideal_owner") };
}

/** What an operator meets: one line, and no stack trace. */
export function expectOneLine(errors: string): void {
  expect(errors.trim().split("\n")).toHaveLength(1);
  expect(errors).not.toMatch(/\n\s+at /);
}
