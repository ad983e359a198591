// Another instance of the program, with its jobs, in a process of its own: told by INSTANCE where it stands; it says where it
// listens once it works, and ends with its input.
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
const url = await app.listen({ host: "127.0.0.1", port: 0 });
await resources.jobs.start();
console.log(url);
for await (const _ of process.stdin);
await app.close();
await resources.close();
