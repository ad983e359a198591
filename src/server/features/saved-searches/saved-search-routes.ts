import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { NewSavedSearch, SavedSearch, SavedSearchChange, SavedSearches } from "./saved-search-contract.ts";
import type { SavedSearchService } from "./saved-search-service.ts";

const tags = ["Saved searches"];
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

export function savedSearchRoutes(api: App, searches: SavedSearchService): void {
  api.get("/me/saved-searches", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listSavedSearches",
      summary: "The searches that the caller has saved, at most 20",
      response: { 200: SavedSearches, ...problems(401, 503) },
    },
    handler: async (request) => ({ items: await searches.list(userOf(request)), nextCursor: null }),
  });

  api.post("/me/saved-searches", {
    config: { access: "user", audit: "saved_search.create" },
    schema: {
      tags,
      operationId: "saveSearch",
      summary: "Save a search, to be alerted of missions that it finds",
      description:
        "Alerts want every word, as `allWords=true` does; the words are read in the language of this request. A person is " +
        "alerted of a mission once, whatever searches find it.",
      body: NewSavedSearch,
      response: { 201: SavedSearch, ...refusals },
    },
    handler: async (request, reply) => {
      const saved = await searches.create(commandOf(request), request.body, languageOf(request));
      return reply.code(201).send(saved);
    },
  });

  api.patch("/me/saved-searches/:id", {
    config: { access: "user", audit: "saved_search.change" },
    schema: {
      tags,
      operationId: "changeSavedSearch",
      summary: "Rename a saved search, say how often it alerts, or that its findings were seen",
      params: IdParams,
      body: SavedSearchChange,
      response: { 200: SavedSearch, ...refusals },
    },
    handler: (request) => searches.change(commandOf(request), request.params.id, request.body),
  });

  api.delete("/me/saved-searches/:id", {
    config: { access: "user", audit: "saved_search.delete" },
    schema: {
      tags,
      operationId: "deleteSavedSearch",
      summary: "Delete a saved search",
      params: IdParams,
      response: { 204: z.null(), ...refusals },
    },
    handler: async (request, reply) => {
      await searches.remove(commandOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });
}
