import type { FastifyRequest } from "fastify";
import { problems } from "../../http/answers/openapi.ts";
import { type PublicAnswers, readyJson } from "../../http/answers/public-answers.ts";
import type { App } from "../../http/app.ts";
import { languageOf } from "../../http/problems/problem.ts";
import type { Address } from "../../platform/cache/cache.ts";
import { MissionSummary } from "../missions/index.ts";
import { MissionListQuery, Suggestions, SuggestQuery, searchPage } from "./listing-contract.ts";
import { LISTS } from "./listing-tags.ts";
import type { MissionList } from "./mission-list.ts";

const MissionSearchPage = searchPage(MissionSummary);

/** Counts and best prices change with each offer, and may be this old; what else changes is seen at once. */
const FRESH_MS = 2_000;
const LIST_CACHE = "public, max-age=0, must-revalidate";

const SEARCHING = ["q", "category", "budgetMin", "budgetMax", "lat", "lng", "radiusKm", "remote"];
const FEED_LIMITS = ["global"] as const;
const SEARCH_LIMITS = ["global", "search"] as const;

/** Whoever looks for something searches; the feed alone, in whatever order, is a list like others. */
function listLimits({ query }: FastifyRequest) {
  const asked = query as Record<string, unknown>;
  return SEARCHING.some((name) => asked[name] !== undefined) ? SEARCH_LIMITS : FEED_LIMITS;
}

export interface ListingRoutesDependencies {
  readonly list: MissionList;
  readonly answers: PublicAnswers;
}

export function listingRoutes(api: App, { list, answers }: ListingRoutesDependencies): void {
  api.get("/missions", {
    config: { access: "public", limits: listLimits },
    schema: {
      tags: ["Missions"],
      operationId: "listMissions",
      summary: "Published missions: feed, search, around a point",
      querystring: MissionListQuery,
      response: { 200: MissionSearchPage, ...problems(400, 401, 503) },
    },
    handler: (request, reply) => {
      const { query } = request;
      // What PostgreSQL stores is what leaves.
      // A word of an English reader's may be another than the same word of a French one.
      const language = query.q === undefined ? undefined : languageOf(request);
      const vary = language === undefined ? {} : { vary: "Accept-Language" };
      return answers.send(request, reply, listAddress("missions", { ...query, language }), async () =>
        readyJson(await list.page(query, language), { cacheControl: LIST_CACHE, ...vary }),
      );
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
    handler: (request, reply) => {
      const { q, limit } = request.query;
      const language = languageOf(request);
      return answers.send(request, reply, listAddress("suggest", { q, limit, language }), async () => {
        const items = await list.suggest(q, limit, language);
        return readyJson(JSON.stringify({ items }), { cacheControl: LIST_CACHE, vary: "Accept-Language" });
      });
    },
  });
}

/** The name of a list's answer: what was asked, once it was validated, whatever order it was written in. */
function listAddress(list: string, query: Readonly<Record<string, unknown>>): Address {
  const asked = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  return { tag: LISTS, key: `${list}:${JSON.stringify(asked)}`, freshMs: FRESH_MS };
}
