import { buildServer } from "../../src/server/build-server.ts";
import { readConfig } from "../../src/server/platform/config.ts";
import {
  type ConnectionConfig,
  openDatabase,
  type RunStatement,
} from "../../src/server/platform/database/database.ts";
import { openLog } from "../../src/server/platform/log.ts";
import { openResources } from "../../src/server/resources.ts";

/**
 * What the program sends to the database, word by word, while `work` asks the server at the URL it is given: the
 * same server, in this process, whose database tells of each statement.
 * @param environment with a DATA_DIR of the bench's own
 */
export async function captureStatements<Result>(
  connection: ConnectionConfig,
  environment: Record<string, string>,
  work: (url: string, taken: () => RunStatement[]) => Promise<Result>,
): Promise<Result> {
  const statements: RunStatement[] = [];
  const config = readConfig({ ...environment, LOG_LEVEL: "warn" }, "embedded-allowed");
  const access = { application: connection, owner: connection, applicationRole: "", exited: null };
  const opened = await openResources(config, openLog(config.logLevel), { ...access, close: async () => {} });
  const database = openDatabase({
    connection,
    poolMax: 2,
    onError: console.error,
    onStatement: (statement) => void statements.push(statement),
  });
  try {
    let url = "";
    const options = { version: "bench", publicUrl: () => url, pagesFolder: null, cache: "off" } as const;
    const app = await buildServer({ ...opened, database }, options);
    await opened.jobs.open();
    url = await app.listen({ host: "127.0.0.1", port: 0 });
    try {
      return await work(url, () => statements.splice(0));
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
    await opened.close();
  }
}
