import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { UserActor } from "../../core/actor.ts";
import { problems } from "../../http/answers/openapi.ts";
import { type PublicAnswers, readyJson } from "../../http/answers/public-answers.ts";
import { expectedVersions } from "../../http/answers/representation.ts";
import type { App } from "../../http/app.ts";
import { IdParams, page } from "../../http/common-contract.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import { lookAt } from "../../http/requests/looks.ts";
import { addVary } from "../../http/vary.ts";
import { Mission, MissionChange, MyMissionsQuery, NewAddendum, NewMission } from "./mission-contract.ts";
import { readerOf, type Versioned } from "./mission-reader.ts";
import type { MissionService } from "./mission-service.ts";
import { missionTag } from "./mission-tags.ts";

const tags = ["Missions"];

/** In an organisation, of what others have seen. */
const conduct = { permission: "missions:conduct", permissionAskedBy: "service" } as const;

/** A visitor's view; each change of the mission ends it, so this is for an instance that dies before it says so. */
const FRESH_MS = 5_000;
const VISITOR = {
  cacheControl: "public, max-age=0, must-revalidate",
  // Its owner's differs, and by language too; a visitor's does not.
  vary: "Authorization",
};

const UNSEEN: ReadonlySet<Mission["status"]> = new Set(["draft", "hidden", "cancelled"]);

/** Whether a moderator is told of another's mission what not everybody is. */
function isKeptFromOthers(mission: Mission, actor: UserActor): boolean {
  if (!readerOf(actor).moderator || mission.client.id === actor.partyId) return false;
  return UNSEEN.has(mission.status) || mission.status === "disputed" || mission.lastReason !== undefined;
}

/** Sends a mission with its version in the ETag; what its owner is told depends on the language. */
export function sendMission(reply: FastifyReply, { mission, version }: Versioned): Mission {
  reply.version = String(version);
  addVary(reply, "Accept-Language");
  addVary(reply, "Authorization");
  return mission;
}

export interface MissionRoutesDependencies {
  readonly missions: MissionService;
  readonly cursors: Cursors;
  readonly answers: PublicAnswers;
}

export function missionRoutes(api: App, { missions, cursors, answers }: MissionRoutesDependencies): void {
  api.post("/missions", {
    config: {
      access: "user",
      audit: ["mission.create", "mission.publish"],
      permission: "missions:draft",
      limitWhenDone: "createMission",
      location: true,
    },
    schema: {
      tags,
      operationId: "createMission",
      summary: "Draft a mission, or publish it at once",
      body: NewMission,
      response: { 201: Mission, ...problems(400, 401, 403, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const created = await missions.create(commandOf(request), request.body, languageOf(request));
      reply.code(201).header("location", `/api/v1/missions/${created.mission.id}`);
      return sendMission(reply, created);
    },
  });

  api.get("/missions/:id", {
    config: {
      access: "public",
      audit: "mission.look",
      look: lookAt("mission", isKeptFromOthers),
      forParty: true,
    },
    schema: {
      tags,
      operationId: "readMission",
      summary: "A mission: anyone, once published and unless hidden or cancelled",
      params: IdParams,
      response: { 200: Mission, ...problems(401, 404, 503) },
    },
    handler: async (request, reply) => {
      const { actor, params } = request;
      if (actor.kind !== "visitor")
        return sendMission(reply, await missions.read(actor, params.id, languageOf(request)));
      const tag = missionTag(params.id);
      return answers.send(request, reply, { tag, key: `visitor:${tag}`, freshMs: FRESH_MS }, async () => {
        const { mission, version } = await missions.readPublic(params.id);
        return readyJson(JSON.stringify(mission), { ...VISITOR, version: String(version) });
      });
    },
  });

  api.patch("/missions/:id", {
    config: { access: "user", audit: "mission.change", ...conduct },
    schema: {
      tags,
      operationId: "changeMission",
      summary: "Change a draft, or a published mission without offers; If-Match is honoured",
      params: IdParams,
      body: MissionChange,
      response: { 200: Mission, ...problems(400, 401, 403, 404, 409, 412, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      const { body, params } = request;
      const expected = expectedVersions(request);
      return sendMission(
        reply,
        await missions.change(commandOf(request), params.id, body, expected, languageOf(request)),
      );
    },
  });

  api.delete("/missions/:id", {
    config: { access: "user", audit: "mission.delete" },
    schema: {
      tags,
      operationId: "deleteMission",
      summary: "Delete a draft; what was published is cancelled instead",
      params: IdParams,
      response: { 204: z.null(), ...problems(400, 401, 403, 404, 409, 503) },
    },
    handler: async (request, reply) => {
      await missions.deleteDraft(commandOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });

  api.post("/missions/:id/addenda", {
    config: { access: "user", audit: "mission.addendum", ...conduct },
    schema: {
      tags,
      operationId: "addAddendum",
      summary: "Add a text to a mission whose content is frozen by its offers",
      params: IdParams,
      body: NewAddendum,
      response: { 201: Mission, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const { body, params } = request;
      const added = await missions.addAddendum(commandOf(request), params.id, body.text, languageOf(request));
      reply.code(201);
      return sendMission(reply, added);
    },
  });

  api.get("/me/missions", {
    config: { access: "user" },
    schema: {
      tags,
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
