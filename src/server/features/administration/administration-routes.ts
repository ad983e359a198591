import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import {
  ManagedUser,
  ManagedUserChange,
  ManagedUserPage,
  ManagedUsersQuery,
  SessionsEnd,
} from "./administration-contract.ts";
import type { AdministrationService } from "./administration-service.ts";

const tags = ["Moderation"];

export interface AdministrationRoutesDependencies {
  readonly administration: AdministrationService;
  readonly cursors: Cursors;
}

export function administrationRoutes(
  api: App,
  { administration, cursors }: AdministrationRoutesDependencies,
): void {
  api.get("/admin/users", {
    config: { access: "user", audit: "user.look", look: { type: "user" }, permission: "users:read" },
    schema: {
      tags,
      operationId: "listUsers",
      summary: "Accounts, newest first; `q` is a part of an address or of a name",
      querystring: ManagedUsersQuery,
      response: { 200: ManagedUserPage, ...problems(400, 401, 403, 503) },
    },
    handler: async (request) => {
      const { q = null, cursor, limit } = request.query;
      const walk = idCursor(cursors, `admin/users:${userOf(request).userId}:${q}`, limit);
      return walk.page(await administration.list({ q, beforeId: walk.after(cursor), limit: limit + 1 }));
    },
  });

  api.patch("/admin/users/:id", {
    config: {
      access: "user",
      audit: [
        "user.roles",
        "user.suspend",
        "user.reinstate",
        "party.hand_over",
        "mission.hide",
        "mission.unhide",
        "offer.withdraw",
      ],
      permission: "users:suspend",
    },
    schema: {
      tags,
      operationId: "changeUser",
      summary: "Suspend an account or lift its suspension; administrators: say its roles",
      description:
        "A suspension ends the account's sessions, hides its missions and withdraws its submitted offers. Lifting " +
        "it shows again the missions that it hid. 409 `last_owner` names organisations that would be left without an " +
        "owner: with `handOverParties` they go to the moderators' care.",
      params: IdParams,
      body: ManagedUserChange,
      response: { 200: ManagedUser, ...problems(400, 401, 403, 404, 409, 413, 415, 503) },
    },
    handler: (request) => administration.change(commandOf(request), request.params.id, request.body),
  });

  api.delete("/admin/users/:id/sessions", {
    config: { access: "user", audit: "user.end_sessions", permission: "sessions:end-any" },
    schema: {
      tags,
      operationId: "endUserSessions",
      summary: "Sign an account out everywhere",
      params: IdParams,
      body: SessionsEnd,
      response: { 204: z.null(), ...problems(400, 401, 403, 404, 413, 415, 503) },
    },
    handler: async (request, reply) => {
      await administration.endSessions(commandOf(request), request.params.id, request.body.reason);
      return reply.code(204).send(null);
    },
  });
}
