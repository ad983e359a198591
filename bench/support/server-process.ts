/** The real server in a process of its own, built and started as `swideal serve` does it, on a database given. */
import { pagesFolder } from "../../src/cli/build-pages.ts";
import { letYoungGenerationGrow } from "../../src/cli/young-generation.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import type { ConnectionConfig } from "../../src/server/platform/database/database.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { openResources } from "../../src/server/resources.ts";
import { beChild } from "./child.ts";

export interface ServerInput {
  readonly connection: ConnectionConfig;
  /** `off`: each read asks the database. */
  readonly cache: "on" | "off";
}

await beChild(async ({ connection, cache }: ServerInput) => {
  const config = readConfig(process.env, "embedded-allowed");
  const access = { application: connection, owner: connection, applicationRole: "", exited: null };
  const resources = await openResources(config, openLog(config.logLevel), {
    ...access,
    close: async () => {},
  });
  let url = "";
  const options = { version: "bench", publicUrl: () => url, pagesFolder };
  const app = await buildServer(resources, cache === "off" ? { ...options, cache } : options);
  await resources.jobs.open();
  url = await app.listen({ host: "127.0.0.1", port: 0 });
  await resources.jobs.start();
  letYoungGenerationGrow();
  return {
    url,
    async stop() {
      await app.close();
      await resources.close();
    },
  };
});
