import type { App } from "../../http/app.ts";
import { problems } from "../../http/openapi.ts";
import type { Database } from "../../platform/database/database.ts";
import { PlacePage, PlacesQuery } from "./place-contract.ts";
import { findPlaces } from "./place-service.ts";

export function placeRoutes(app: App, database: Pick<Database, "reader">): void {
  app.get("/places", {
    config: { access: "public", limits: ["suggest"] },
    schema: {
      tags: ["Places"],
      operationId: "findPlaces",
      summary: "Communes by name or postal code, the likeliest first",
      querystring: PlacesQuery,
      response: { 200: PlacePage, ...problems(400, 401, 503) },
    },
    // Communes change with a new version of the program alone.
    handler: (request, reply) => {
      reply.header("cache-control", "public, max-age=3600");
      return findPlaces(database, request.query.q, request.query.limit);
    },
  });
}
