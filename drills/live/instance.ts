// One instance of the program in a process of its own: told by INSTANCE where it stands, it says its address, and its
// memory and processor time when asked; it ends with its input.
import { createInterface } from "node:readline";
import { buildServer } from "../../src/server/build-server.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { connectionConfig } from "../../src/server/platform/database/database.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { openResources } from "../../src/server/resources.ts";

const { application, environment } = JSON.parse(process.env.INSTANCE ?? "");
const config = readConfig(environment, "embedded-allowed");
const connection = connectionConfig({ connection: application });
const resources = await openResources(config, openLog(config.logLevel), {
  application: connection,
  owner: connection,
  applicationRole: application.user,
  exited: null,
  close: async () => {},
});
const publicUrl = () => config.publicUrl as string;
const app = await buildServer(resources, { version: "drill", publicUrl, pagesFolder: null });
await resources.jobs.open();
console.log(await app.listen({ host: "127.0.0.1", port: 0 }));

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "memory") {
    globalThis.gc?.();
    console.log(process.memoryUsage.rss());
  }
  if (line === "processor") {
    const { user, system } = process.cpuUsage();
    console.log(user + system);
  }
}
await app.close();
await resources.close();
