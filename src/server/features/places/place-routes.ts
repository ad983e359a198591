import { problems } from "../../http/answers/openapi.ts";
import { type PublicAnswers, readyJson } from "../../http/answers/public-answers.ts";
import type { App } from "../../http/app.ts";
import type { Database } from "../../platform/database/database.ts";
import { PlacePage, PlacesAtPoint, PlacesQuery, PointQuery } from "./place-contract.ts";
import { findPlaces, findPlacesAt } from "./place-service.ts";

export interface PlaceRoutesDependencies {
  readonly database: Pick<Database, "reader">;
  readonly answers: PublicAnswers;
}

const FRESH_MS = 30_000;

export function placeRoutes(app: App, { database, answers }: PlaceRoutesDependencies): void {
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
      const { q, limit } = request.query;
      const key = `places:${JSON.stringify([q, limit])}`;
      return answers.send(request, reply, { tag: "places", key, freshMs: FRESH_MS }, async () =>
        readyJson(JSON.stringify(await findPlaces(database, q, limit)), {
          cacheControl: "public, max-age=3600",
        }),
      );
    },
  });

  app.get("/places/at", {
    config: { access: "public", limits: ["suggest"] },
    schema: {
      tags: ["Places"],
      operationId: "findPlacesAt",
      summary: "The communes that a point may lie in, the likeliest first, and whether there is only one",
      querystring: PointQuery,
      response: { 200: PlacesAtPoint, ...problems(400, 401, 503) },
    },
    handler: (request, reply) => {
      const { lat, lng } = request.query;
      const key = `places-at:${JSON.stringify([lat, lng])}`;
      return answers.send(request, reply, { tag: "places", key, freshMs: FRESH_MS }, async () =>
        readyJson(JSON.stringify(await findPlacesAt(database, { latitude: lat, longitude: lng })), {
          cacheControl: "public, max-age=3600",
        }),
      );
    },
  });
}
