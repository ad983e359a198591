import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuiltPages, pagesFolder } from "../../src/cli/build-pages.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { formatSecrets, makeSecrets } from "../../src/server/platform/secrets.ts";
import { openResources } from "../../src/server/resources.ts";
import { ApiClient } from "../support/api-client.ts";
import { createTestDatabase } from "../support/server.ts";

export interface Site {
  readonly url: string;
  readonly api: ApiClient;
  close(): Promise<void>;
}

/** The real program with its pages, on an empty database of its own. */
export async function startSite(): Promise<Site> {
  await ensureBuiltPages(() => {});
  const access = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "swideal-site-"));
  const secrets = Object.fromEntries(
    formatSecrets(makeSecrets())
      .split("\n")
      .map((line) => [
        line.slice(0, line.indexOf("=")),
        line.slice(line.indexOf("=") + 1).replace(/^'|'$/g, ""),
      ]),
  );
  const config = readConfig(
    { LOG_LEVEL: "error", RATE_LIMITS: "off", DEMO: "off", DATA_DIR: dataDir, ...secrets },
    "embedded-allowed",
  );
  const resources = await openResources(config, openLog(config.logLevel), access);
  let url = "";
  const app = await buildServer(resources, { version: "0.0.0-test", publicUrl: () => url, pagesFolder });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  url = address.replace("127.0.0.1", "localhost");
  return {
    url,
    api: new ApiClient(address),
    async close() {
      await app.close();
      await resources.close();
      await rm(dataDir, { recursive: true, force: true });
      await access.drop();
    },
  };
}
