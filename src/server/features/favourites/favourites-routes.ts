import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams, PageQuery } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import type { Cursors } from "../../http/requests/cursor.ts";
import { MissionSummary } from "../missions/index.ts";
import { FavouriteIds, favouritesPage } from "./favourites-contract.ts";
import type { FavouritePosition, FavouritesService } from "./favourites-service.ts";

const tags = ["Favourites"];
const refusals = problems(400, 401, 403, 404, 409, 415, 422, 503);
const FavouritePage = favouritesPage(MissionSummary);

export interface FavouriteRoutesDependencies {
  readonly favourites: FavouritesService;
  readonly cursors: Cursors;
}

export function favouriteRoutes(api: App, { favourites, cursors }: FavouriteRoutesDependencies): void {
  api.get("/me/favourites", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listFavourites",
      summary: "The missions that the caller has put aside, the latest first",
      querystring: PageQuery,
      response: { 200: FavouritePage, ...problems(400, 401, 503) },
    },
    handler: async (request) => {
      const actor = userOf(request);
      const { cursor, limit } = request.query;
      const scope = `favourites:${actor.userId}`;
      const after = cursor === undefined ? null : (cursors.decode(scope, cursor) as FavouritePosition);
      const found = await favourites.list(actor, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ position, ...favourite }) => favourite),
        nextCursor: last === undefined ? null : cursors.encode(scope, last.position),
      };
    },
  });

  api.get("/me/favourite-ids", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listFavouriteIds",
      summary: "The ids of all of them, for whoever marks them in a list",
      response: { 200: FavouriteIds, ...problems(401, 503) },
    },
    handler: async (request) => ({ ids: await favourites.ids(userOf(request)) }),
  });

  api.put("/me/favourites/:id", {
    config: { access: "user", audit: "favourite.add" },
    schema: {
      tags,
      operationId: "addFavourite",
      summary: "Put a mission aside; once more changes nothing",
      params: IdParams,
      response: { 204: z.null(), ...refusals },
    },
    handler: async (request, reply) => {
      await favourites.add(commandOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });

  api.delete("/me/favourites/:id", {
    config: { access: "user", audit: "favourite.remove" },
    schema: {
      tags,
      operationId: "removeFavourite",
      summary: "Put a mission aside no more; once more changes nothing",
      params: IdParams,
      response: { 204: z.null(), ...refusals },
    },
    handler: async (request, reply) => {
      await favourites.remove(commandOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });
}
