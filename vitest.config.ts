import { defineConfig } from "vitest/config";
import { longTests, WITHOUT_LONG } from "./tests/runner/long-tests.ts";
import { LongestFirst } from "./tests/runner/longest-first.ts";

const browser = ["tests/browser/**/*.test.ts"];
/** The lint rules and the tests' own tools: the same on every version of PostgreSQL. */
const workshop = [
  "bench/**/*.test.ts",
  "drills/**/*.test.ts",
  "tests/house.test.ts",
  "tests/runner/**/*.test.ts",
  "tests/security/**/*.test.ts",
  "tests/support/**/*.test.ts",
  "tests/workshop/**/*.test.ts",
];

/** What measures times, keeps something for its own file, or starts whole programs has a process to itself. */
const alone = [
  "src/cli/**/*.test.ts",
  "src/server/features/accounts/enumeration.test.ts",
  "src/server/platform/embedded-postgres/**/*.test.ts",
  "tests/attacks/regular-expressions.test.ts",
  "tests/fuzz/**/*.test.ts",
  "tests/live/public-log.test.ts",
];

/** A project's own list replaces the command line's, so `--exclude` would leave some of them in. */
const elsewhere = process.env[WITHOUT_LONG] === "1" ? longTests : [];

/**
 * A third of what tests take they wait: for a limit's window, a lock, a server that is not to answer, a page to come to
 * rest. One more than the two cores of a small machine fills that. All projects are one group: cores idle at the end of
 * a group, and of one they do so once.
 */
const WORKERS = 3;

// A configuration of its own, so that the web app's Vite plugins never touch the tests.
export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    pool: "forks",
    // A test may start a browser or a database on a slow machine; it is never to assert on how long that takes.
    // Three at once on two cores that also have other work took more than a minute.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 30_000,
    // What is waited for may come late; a second is vitest's own patience.
    expect: { poll: { timeout: 50_000 } },
    sequence: { sequencer: LongestFirst },
    maxWorkers: WORKERS,
    projects: [
      {
        extends: true,
        test: {
          name: "server",
          // Two hundred files that each load and warm up the whole server would spend a third of their time on it. What a
          // file leaves behind is its neighbours' trouble: servers are closed, and what is changed is put back.
          isolate: false,
          include: ["src/**/*.test.ts", "src/**/*.test.tsx", "tests/**/*.test.ts"],
          exclude: [...workshop, ...browser, ...alone, ...elsewhere],
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          exclude: [...elsewhere],
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          // As the server's: half of a file's processor time went into loading program, pages and browser anew.
          isolate: false,
          include: browser,
          exclude: [...elsewhere],
        },
      },
      {
        extends: true,
        test: {
          name: "workshop",
          include: workshop,
          exclude: [...elsewhere],
        },
      },
    ],
  },
});
