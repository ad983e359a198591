/**
 * Writes docs/permissions.md from the program's own routes and table of permissions:
 *
 *     node scripts/permissions-doc.ts
 *
 * The server is built and not started, and its database is never asked.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildServer } from "../src/server/build-server.ts";
import { readConfig } from "../src/server/platform/config.ts";
import { openLog } from "../src/server/platform/log.ts";
import { openResources } from "../src/server/resources.ts";
import { permissionsPage, type ServedRoutes } from "../tests/permissions/permissions-page.ts";

const dataDir = await mkdtemp(join(tmpdir(), "swideal-permissions-"));
const config = readConfig({ LOG_LEVEL: "silent", DATA_DIR: dataDir }, "embedded-allowed");
const nowhere = { host: dataDir, user: "nobody", database: "none" };
const resources = await openResources(config, openLog(config.logLevel), {
  application: nowhere,
  owner: nowhere,
  applicationRole: "nobody",
  exited: null,
  close: async () => {},
});
const app = await buildServer(resources, {
  version: "0.0.0",
  publicUrl: () => "http://localhost:3000",
  pagesFolder: null,
});
await app.ready();
await writeFile(
  join(import.meta.dirname, "../docs/permissions.md"),
  permissionsPage(app.swagger() as unknown as ServedRoutes),
);
await app.close();
await rm(dataDir, { recursive: true, force: true });
// Jobs that never began cannot be stopped; nothing else is open.
process.exit(0);
