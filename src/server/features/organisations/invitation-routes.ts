import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import type { InvitationService } from "./invitation-service.ts";
import {
  Acceptance,
  Invitation,
  InvitationPage,
  InvitationParams,
  InvitationsQuery,
  InvitationToken,
  NewInvitation,
  Party,
  ReceivedInvitation,
} from "./organisation-contract.ts";

const tags = ["Parties"];
const asked = { permission: "members:invite", permissionAskedBy: "service" } as const;

export function invitationRoutes(api: App, invitations: InvitationService, cursors: Cursors): void {
  api.get("/parties/:id/invitations", {
    config: { access: "user", ...asked },
    schema: {
      tags,
      operationId: "listInvitations",
      summary: "Invitations that nobody has answered: who may invite",
      params: IdParams,
      querystring: InvitationsQuery,
      response: { 200: InvitationPage, ...problems(400, 401, 403, 404, 503) },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const { id } = request.params;
      const walk = idCursor(cursors, `parties/invitations:${id}`, limit);
      const page = { beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await invitations.list(userOf(request), id, page));
    },
  });

  api.post("/parties/:id/invitations", {
    config: { access: "user", audit: "party.invite", ...asked },
    schema: {
      tags,
      operationId: "invite",
      summary: "Invite somebody by mail; owners as anything, managers as a member",
      params: IdParams,
      body: NewInvitation,
      response: { 201: Invitation, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async (request, reply) => {
      const made = await invitations.invite(commandOf(request), request.params.id, request.body);
      return reply.code(201).send(made);
    },
  });

  api.delete("/parties/:id/invitations/:invitationId", {
    config: { access: "user", audit: "party.revoke_invitation", ...asked },
    schema: {
      tags,
      operationId: "revokeInvitation",
      summary: "Take an invitation back: whoever may make it",
      params: InvitationParams,
      response: { 204: z.null(), ...problems(400, 401, 403, 404, 409, 503) },
    },
    handler: async (request, reply) => {
      const { id, invitationId } = request.params;
      await invitations.revoke(commandOf(request), id, invitationId);
      return reply.code(204).send(null);
    },
  });

  api.post("/invitations/read", {
    config: { access: "user", audit: { none: "it reads; the token stays out of addresses and their logs" } },
    schema: {
      tags,
      operationId: "readInvitation",
      summary: "Who invites, by the token of a mail: the account whose address it was sent to",
      body: InvitationToken,
      response: { 200: ReceivedInvitation, ...problems(400, 401, 403, 413, 415, 503) },
    },
    handler: (request) => invitations.read(userOf(request), request.body.token),
  });

  api.post("/invitations/accept", {
    config: { access: "user", audit: "party.join" },
    schema: {
      tags,
      operationId: "acceptInvitation",
      summary: "Join an organisation, by the token of a mail: the account whose address it was sent to",
      description:
        "The address counts as confirmed from then on. 409 `related_offer` names the missions on which offers of the " +
        "caller's parties would then stand against each other, or on both sides; the same again with " +
        "`acceptRelatedOffers` joins.",
      body: Acceptance,
      response: { 200: Party, ...problems(400, 401, 403, 409, 413, 415, 422, 503) },
    },
    handler: (request) => invitations.accept(commandOf(request), request.body),
  });
}
