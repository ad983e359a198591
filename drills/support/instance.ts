import { beChild } from "../../bench/support/child.ts";
import { buildServer } from "../../src/server/build-server.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import { connectionConfig } from "../../src/server/platform/database/database.ts";
import type { Connection } from "../../src/server/platform/embedded-postgres/index.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { openResources, type Resources } from "../../src/server/resources.ts";

/** Where an instance stands: a database that is there, and what the environment says to it. */
export interface InstanceInput {
  readonly application: Connection;
  readonly environment: Readonly<Record<string, string>>;
}

export interface InstanceParts {
  /** Whether its jobs run. */
  readonly jobs: boolean;
  /** What it does, and answers, when it is told a word. */
  readonly words?: (resources: Resources) => Readonly<Record<string, () => unknown>>;
}

/** One instance of the program, without its pages, in a process of its own: what a file does that `startChild` runs. */
export const beInstance = ({ jobs, words }: InstanceParts): Promise<void> =>
  beChild(async ({ application, environment }: InstanceInput) => {
    const config = readConfig(environment, "embedded-allowed");
    const connection = connectionConfig({ connection: { ...application } });
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
    if (jobs) await resources.jobs.start();
    return {
      url,
      words: words?.(resources) ?? {},
      async stop() {
        await app.close();
        await resources.close();
      },
    };
  });
