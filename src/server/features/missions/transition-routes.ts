import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { commandOf } from "../../http/requests/command.ts";

import { Extension, Mission } from "./mission-contract.ts";
import { sendMission } from "./mission-routes.ts";
import type { MissionService } from "./mission-service.ts";
import { AskedReason, Cancellation, Resolution } from "./reason-contract.ts";

const Nothing = z.strictObject({}).nullish();
const answers = { 200: Mission, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) };

type OwnMove = Parameters<MissionService["move"]>[2];

/** Moves that need no more than the will of whoever makes them. */
const plainMoves: readonly [path: string, name: OwnMove, summary: string][] = [
  ["publish", "publish", "Publish a draft"],
  ["start", "start", "Begin the work: the accepted provider"],
  ["deliver", "deliver", "Say that the work is done: the accepted provider"],
  ["complete", "complete", "Accept what was delivered"],
];

/** Moves that change the course of another's work; `lastReason` shows the words to both sides and moderators. */
const reasonedMoves: readonly [path: string, name: OwnMove, summary: string][] = [
  ["cancel", "cancel", "Cancel, before the work has begun; with offers, saying why"],
  ["decline", "decline", "Decline the award, saying why: the accepted provider"],
  ["request-changes", "request_changes", "Ask for changes to what was delivered, saying which"],
  ["dispute", "dispute", "Ask a moderator to decide, saying why: either party"],
];

const providerMoves: readonly OwnMove[] = ["start", "deliver", "decline"];

/** What the mover's role in its organisation must allow; a dispute is both sides' to open, each by its own permission. */
const asked = (name: OwnMove) =>
  ({
    permission:
      name === "publish"
        ? "missions:publish"
        : providerMoves.includes(name)
          ? "offers:conduct"
          : "missions:conduct",
    permissionAskedBy: "service",
  }) as const;

/** One route for each move of the table of states but the award, which belongs to an offer, and what moderation does. */
export function transitionRoutes(api: App, missions: MissionService): void {
  for (const [path, name, summary] of plainMoves) {
    api.post(`/missions/:id/${path}`, {
      config: { access: "user", audit: `mission.${name}`, ...asked(name) },
      schema: {
        tags: ["Missions"],
        operationId: `${path.replace("-c", "C")}Mission`,
        summary,
        params: IdParams,
        body: Nothing,
        response: answers,
      },
      handler: async (request, reply) =>
        sendMission(
          reply,
          await missions.move(commandOf(request), request.params.id, name, {}, languageOf(request)),
        ),
    });
  }
  for (const [path, name, summary] of reasonedMoves) {
    api.post(`/missions/:id/${path}`, {
      config: { access: "user", audit: `mission.${name}`, ...asked(name) },
      schema: {
        tags: ["Missions"],
        operationId: `${path.replace("-c", "C")}Mission`,
        summary,
        params: IdParams,
        body: name === "cancel" ? Cancellation : AskedReason,
        response: answers,
      },
      handler: async (request, reply) => {
        const reason = request.body?.reason;
        return sendMission(
          reply,
          await missions.move(commandOf(request), request.params.id, name, { reason }, languageOf(request)),
        );
      },
    });
  }
  api.post("/missions/:id/extend", {
    config: { access: "user", audit: "mission.extend", ...asked("extend") },
    schema: {
      tags: ["Missions"],
      operationId: "extendMission",
      summary: "Take offers for longer",
      params: IdParams,
      body: Extension,
      response: answers,
    },
    handler: async (request, reply) => {
      const options = { deadline: new Date(request.body.deadline) };
      const moved = await missions.move(
        commandOf(request),
        request.params.id,
        "extend",
        options,
        languageOf(request),
      );
      return sendMission(reply, moved);
    },
  });
  resolveRoute(api, missions);
}

function resolveRoute(api: App, missions: MissionService): void {
  api.post("/admin/missions/:id/resolve", {
    config: {
      access: "user",
      audit: ["mission.resolve_in_progress", "mission.resolve_completed", "mission.resolve_cancelled"],
      permission: "disputes:decide",
      permissionAskedBy: "service",
    },
    schema: {
      tags: ["Moderation"],
      operationId: "resolveDispute",
      summary: "Decide a dispute",
      params: IdParams,
      body: Resolution,
      response: answers,
    },
    handler: async (request, reply) => {
      const { outcome, reason } = request.body;
      const name = `resolve_${outcome}` as const;
      const moved = await missions.move(
        commandOf(request),
        request.params.id,
        name,
        { reason },
        languageOf(request),
      );
      return sendMission(reply, moved);
    },
  });
}
