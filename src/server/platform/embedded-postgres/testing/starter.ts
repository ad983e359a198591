/**
 * A process of its own that starts the database on a folder, for tests that kill it or run it as somebody else.
 * Arguments: the folder, options as JSON. One JSON object a line on standard output tells what happened; the lines
 * `start` and `stop` on standard input do that again, its end ends the process.
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from "../index.ts";

const [dataDir = "", options = "{}"] = process.argv.slice(2);
let running: EmbeddedPostgres | undefined;

const tell = (event: string, details: object) =>
  process.stdout.write(`${JSON.stringify({ event, ...details })}\n`);
const reason = (error: unknown) => ({
  code: error instanceof EmbeddedPostgresError ? error.code : "unknown",
  message: error instanceof Error ? error.message : String(error),
});

async function start(): Promise<void> {
  try {
    const server = await startEmbeddedPostgres({ dataDir, log: () => {}, ...JSON.parse(options) });
    running = server;
    tell("ready", {
      processId: server.processId,
      owner: server.connection("owner"),
      superuser: server.superuser(),
    });
    void server.exited.then((error) => (error ? tell("ended", reason(error)) : tell("stopped", {})));
  } catch (error) {
    tell("refused", reason(error));
  }
}

await start();
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "start") await start();
  if (line === "stop") await running?.stop();
}
process.exit(0);
