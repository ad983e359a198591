import type { FastifyRequest } from "fastify";
import type { App } from "../../http/app.ts";
import { userOf } from "../../http/authentication.ts";
import { page } from "../../http/common-contract.ts";
import { type Cursors, idCursor } from "../../http/cursor.ts";
import { problems } from "../../http/openapi.ts";
import { languageOf } from "../../http/problem.ts";
import { addVary } from "../../http/representation.ts";
import {
  Mission,
  MissionListQuery,
  MissionSummary,
  MyMissionsQuery,
  Suggestions,
  SuggestQuery,
} from "./mission-contract.ts";
import type { MissionList } from "./mission-list.ts";
import { searchPage } from "./mission-list-contract.ts";
import type { MissionService } from "./mission-service.ts";

const MissionSearchPage = searchPage(MissionSummary);

/** Anonymous lists may be this old: counts and best prices change with each offer. */
const LIST_CACHE = "public, max-age=0, must-revalidate";

const SEARCHING = ["q", "category", "budgetMin", "budgetMax", "lat", "lng", "radiusKm", "remote"];
const FEED_LIMITS = ["global"] as const;
const SEARCH_LIMITS = ["global", "search"] as const;

/** Whoever looks for something searches; the feed alone, in whatever order, is a list like others. */
function listLimits({ query }: FastifyRequest) {
  const asked = query as Record<string, unknown>;
  return SEARCHING.some((name) => asked[name] !== undefined) ? SEARCH_LIMITS : FEED_LIMITS;
}

export interface ListRoutesDependencies {
  readonly list: MissionList;
  readonly missions: MissionService;
  readonly cursors: Cursors;
}

export function listRoutes(api: App, { list, missions, cursors }: ListRoutesDependencies): void {
  api.get("/missions", {
    config: { access: "public", limits: listLimits },
    schema: {
      tags: ["Missions"],
      operationId: "listMissions",
      summary: "Published missions: feed, search, around a point",
      querystring: MissionListQuery,
      response: { 200: MissionSearchPage, ...problems(400, 401, 503) },
    },
    handler: async (request, reply) => {
      const json = await list.page(request.query);
      reply.header("cache-control", LIST_CACHE).type("application/json; charset=utf-8");
      // Ready bytes: what PostgreSQL stores is what leaves.
      return reply.send(json as never);
    },
  });

  api.get("/missions/suggest", {
    config: { access: "public", limits: ["suggest"] },
    schema: {
      tags: ["Missions"],
      operationId: "suggestMissions",
      summary: "What a search that begins like this may mean",
      querystring: SuggestQuery,
      response: { 200: Suggestions, ...problems(400, 401, 503) },
    },
    handler: async (request, reply) => {
      const items = await list.suggest(request.query.q, request.query.limit, languageOf(request));
      reply.header("cache-control", "public, max-age=60");
      addVary(reply, "Accept-Language");
      return { items };
    },
  });

  api.get("/me/missions", {
    config: { access: "user" },
    schema: {
      tags: ["Missions"],
      operationId: "listMyMissions",
      summary: "The caller's own missions, newest first",
      querystring: MyMissionsQuery,
      response: { 200: page(Mission), ...problems(400, 401, 503) },
    },
    handler: async (request) => {
      const actor = userOf(request);
      const { status = null, cursor, limit } = request.query;
      const walk = idCursor(cursors, `me/missions:${actor.partyId}:${status}`, limit);
      const filter = { status, beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await missions.listOwn(actor, filter, languageOf(request)));
    },
  });
}
