// One instance of the program in a process of its own, whose jobs do not run: told by INSTANCE where it stands, it says its
// address, and seals when it is told to. It ends with its input.
import { createInterface } from "node:readline";
import { buildServer } from "../../src/server/build-server.ts";
import { createSealer } from "../../src/server/features/audit/sealer.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { connectionConfig } from "../../src/server/platform/database/database.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { type Repeated, repeatedly } from "../../src/server/platform/repeated-work.ts";
import { openResources } from "../../src/server/resources.ts";

/** As the program's own job. */
const SEAL_EVERY_MS = 1_000;

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

const fail = (error: unknown): never => {
  throw error;
};
const sealer = createSealer({
  ...{ database: resources.database, host: () => "swideal.example", places: [] },
  ...{ macKeys: resources.auditKeys.mac, noteKeys: resources.auditKeys.note },
  onBadMac: (id) => fail(new Error(`the entry ${id} has a wrong MAC`)),
});
const seal = async () => {
  while ((await sealer.seal()) > 0);
};
let sealing: Repeated | null = null;
for await (const word of createInterface({ input: process.stdin })) {
  await sealing?.stop();
  sealing = null;
  if (word === "seal what waits") await seal();
  if (word === "seal each second")
    sealing = repeatedly({
      ...{ pauseMs: SEAL_EVERY_MS, work: seal, onError: fail },
      count: { completed: 0, failed: 0, failedInARow: 0 },
    });
  console.log("done");
}
await app.close();
await resources.close();
