// The API of `npm run dev`, in a process of its own: it starts anew when a file of the server changes, on the database
// that its parent keeps running, and ends with its parent.
import type { AddressInfo } from "node:net";
import { fillWithDemonstration } from "../src/cli/first-start.ts";
import { version } from "../src/cli/version.ts";
import { buildServer } from "../src/server/build-server.ts";
import { changePasswordRoute, problemTypeRoute } from "../src/server/http/answers/well-known.ts";
import { migrateDatabase } from "../src/server/migrate-database.ts";
import { readConfig } from "../src/server/platform/config.ts";
import { openLog } from "../src/server/platform/log.ts";
import { openDatabaseAccess, openResources } from "../src/server/resources.ts";

const note = (line: string) => void process.stderr.write(`${line}\n`);
const stopped = new Promise<NodeJS.Signals>((resolve) => {
  process.once("SIGTERM", resolve).once("disconnect", () => resolve("SIGTERM"));
  // A terminal sends it to the parent as well, which decides when.
  process.on("SIGINT", () => {});
});

const config = readConfig(process.env, "embedded-allowed");
const log = openLog(config.logLevel);
const access = await openDatabaseAccess(config, log, { join: true });
await migrateDatabase({ ...access, log: note });
const resources = await openResources(config, log, access);
const terminal = {
  environment: process.env,
  print: note,
  note,
  errorStream: process.stderr,
  interactive: process.stderr.isTTY === true,
  stopped,
};
const missions = Number(process.env.DEV_MISSIONS);
const accounts = await fillWithDemonstration(resources, access, terminal, missions);
const app = await buildServer(resources, {
  version,
  publicUrl: () => config.publicUrl as string,
  pagesFolder: null,
});
// What only a server with pages has.
changePasswordRoute(app);
problemTypeRoute(app);
await resources.jobs.open();
await app.listen({ host: "127.0.0.1", port: 0 });
await resources.jobs.start();
process.send?.({ port: (app.server.address() as AddressInfo).port, accounts });

await stopped;
await app.close();
await resources.close();
await access.close();
process.exit();
