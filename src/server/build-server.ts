import { sql } from "kysely";
import { watchMethods } from "./http/allowed-methods.ts";
import { type App, createApp } from "./http/app.ts";

import { healthRoutes } from "./http/health.ts";
import { openapi } from "./http/openapi.ts";
import { represent } from "./http/representation.ts";

import type { Resources } from "./resources.ts";

export interface ServerOptions {
  readonly version: string;
  /** Where people and programs reach it; known once it listens when the port is chosen by the system. */
  readonly publicUrl: () => string;
}

/** The whole server, part by part, not yet listening. Production, tests and benches start this same object. */
export async function buildServer(resources: Resources, options: ServerOptions): Promise<App> {
  const { config, database, log, redis } = resources;
  const app = createApp({ logger: log, trustedProxies: config.trustedProxies });
  const methods = watchMethods(app);

  await app.register(async (scope) => {
    const machines = scope.withTypeProvider<never>() as unknown as App;
    represent(machines);
    await openapi(machines, options);
    healthRoutes(machines, [
      { name: "database", vital: true, check: () => sql`select 1`.execute(database.reader) },
      ...(redis === null ? [] : [{ name: "redis", vital: false, check: () => redis.ping() }]),
    ]);
  });

  methods.finish();
  return app;
}
