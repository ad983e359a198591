import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Ask } from "./ask.ts";
import { captureStatements } from "./capture.ts";
import { type Child, startChild } from "./child.ts";
import type { ConstantInput } from "./constant-process.ts";
import { type Client, openClient } from "./load.ts";
import type { LoadedDatabase } from "./loaded-database.ts";
import { type Script, scriptOf } from "./pgbench-script.ts";
import type { ServerInput } from "./server-process.ts";

/** How long and how often is measured. */
export interface Effort {
  readonly rounds: number;
  /** Of one measurement of throughput. */
  readonly seconds: number;
  /** Requests of one measurement of latency. */
  readonly latencies: number;
  readonly quick: boolean;
}

/** What questions measure with. Whatever they start is stopped when they are answered. */
export interface Workbench {
  readonly effort: Effort;
  readonly database: LoadedDatabase;
  /** A DATA_DIR without a database, and no limits: for processes that are given a connection. */
  readonly environment: Record<string, string>;
  /** The real server; with the cache off each read asks the database. */
  startServer(input?: Partial<ServerInput>, environment?: Record<string, string>): Promise<Child>;
  /** Fastify answering what that address answered just now. */
  startConstant(server: Child, path: string): Promise<Child>;
  /** For each request the script of the statements that it makes the program send; a function may sign in first. */
  scriptsOf(asks: readonly Ask[] | ((client: Client) => Promise<readonly Ask[]>)): Promise<Script[]>;
  /** Rows as the owner of the database reads them. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** To be stopped when the question is answered. */
  keep<Part extends { stop(): Promise<void> }>(part: Part): Part;
  stop(): Promise<void>;
}

/** Where the launcher keeps compiled code: without it a server compiles at each start, and holds the compiler. */
const COMPILED = join(import.meta.dirname, "../../node_modules/.cache/swideal");

/** What the launcher begins a server with. */
const HOLD = new URL("../../bin/hold-young-generation.mjs", import.meta.url).href;

export async function openWorkbench(database: LoadedDatabase, effort: Effort): Promise<Workbench> {
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-bench-"));
  const environment = {
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    SCHEDULER: "off",
    DEMO: "off",
    DATABASE_URL: "",
  };
  const connection = database.connection("application");
  const started: { stop(): Promise<void> }[] = [];
  const keep = <Part extends { stop(): Promise<void> }>(part: Part): Part => {
    started.push(part);
    return part;
  };
  const file = (name: string) => join(import.meta.dirname, name);
  return {
    effort,
    database,
    environment,
    keep,
    startServer: async (input = {}, changes = {}) =>
      keep(
        await startChild(
          file("server-process.ts"),
          { connection, cache: "off", ...input },
          { ...environment, NODE_COMPILE_CACHE: COMPILED, ...changes },
          ["--import", HOLD],
        ),
      ),
    async startConstant(server, path) {
      const response = await fetch(server.url + path, { headers: { "accept-encoding": "identity" } });
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      const body = new Uint8Array(await response.arrayBuffer());
      const input: ConstantInput = { type: response.headers.get("content-type") ?? "", body };
      return keep(await startChild(file("constant-process.ts"), input));
    },
    scriptsOf: (asks) =>
      captureStatements(connection, environment, async (url, taken) => {
        const client = openClient(url);
        const scripts: Script[] = [];
        for (const [index, ask] of (typeof asks === "function" ? await asks(client) : asks).entries()) {
          // The first time also brings what the server then keeps, such as the counts of words.
          await client.ask(ask);
          taken();
          await client.ask(ask);
          scripts.push(joinScripts(taken().map((sent, part) => scriptOf(sent, `v${index}_${part}_`))));
        }
        client.close();
        return scripts;
      }),
    async rows(sql, values = []) {
      const client = new pg.Client(database.connection("owner"));
      await client.connect();
      try {
        return (await client.query(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
    async stop() {
      for (const part of started.splice(0).reverse()) await part.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One script of several statements. Throws when there are none: then nothing would be compared. */
function joinScripts(scripts: readonly Script[]): Script {
  if (scripts.length === 0) throw new Error("The program answered without asking the database.");
  return {
    text: scripts.map(({ text }) => `${text};`).join("\n"),
    variables: Object.assign({}, ...scripts.map(({ variables }) => variables)),
  };
}
