import { AppError } from "../../core/errors.ts";
import type { App } from "../../http/app.ts";
import { unlimited } from "../../http/limits/limits.ts";
import type { Database } from "../../platform/database/database.ts";
import { publishedCheckpoint, publishedTile } from "./published-log.ts";

const hidden = { config: unlimited, schema: { hide: true } } as const;

/**
 * The published log, for whoever checks it: its last head and its tiles, as C2SP's tlog-tiles has them. They hold hashes
 * alone, and move once an hour. `tile/entries` is not served: an entry is nobody else's.
 */
export function logRoutes(machines: App, database: Database): void {
  machines.get("/audit/checkpoint", hidden, async (_request, reply) => {
    const checkpoint = await publishedCheckpoint(database.writer);
    if (checkpoint === null) throw new AppError("not_found");
    return reply
      .header("cache-control", "public, max-age=60")
      .type("text/plain; charset=utf-8")
      .send(checkpoint);
  });
  machines.get<{ Params: { "*": string } }>("/audit/tile/*", hidden, async (request, reply) => {
    const tile = await publishedTile(database.writer, request.params["*"]);
    if (tile === null) throw new AppError("not_found");
    return reply
      .header("cache-control", "public, max-age=31536000, immutable")
      .type("application/octet-stream")
      .send(tile);
  });
}
