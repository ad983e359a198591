import { createServer } from "node:http";
import pg from "pg";
import { connectionConfig } from "../../src/server/platform/database/database.ts";
import { databaseOf, type TargetServer } from "./target-server.ts";

/** The mistake that must not be in Swideal, on the same database: shows that the scan would find it. */
export async function startVulnerableServer(target: TargetServer) {
  const pool = new pg.Pool(connectionConfig({ connection: await databaseOf(target), caFile: undefined }));
  pool.on("error", () => {});
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").searchParams.get("name") ?? "";
    try {
      const { rows } = await pool.query(`select name from places where name_key = '${name}'`);
      response.end(JSON.stringify(rows));
    } catch {
      response.writeHead(400).end("[]");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
}
