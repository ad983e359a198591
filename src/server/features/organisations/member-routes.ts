import { z } from "zod";
import type { UserActor } from "../../core/actor.ts";
import { may } from "../../core/permissions.ts";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import { lookAt } from "../../http/requests/looks.ts";
import type { MemberService } from "./member-service.ts";
import { Member, MemberPage, MemberParams, MembersQuery, RoleChange } from "./organisation-contract.ts";

const tags = ["Parties"];

export function memberRoutes(api: App, members: MemberService, cursors: Cursors): void {
  api.get("/parties/:id/members", {
    config: { access: "user", audit: "party.look", look: lookAt("party", isForeign) },
    schema: {
      tags,
      operationId: "listMembers",
      summary: "Who belongs to a party: its members, for an organisation moderators as well",
      params: IdParams,
      querystring: MembersQuery,
      response: { 200: MemberPage, ...problems(400, 401, 403, 404, 503) },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const { id } = request.params;
      const walk = idCursor(cursors, `parties/members:${id}`, limit);
      const page = { beforeId: walk.after(cursor), limit: limit + 1 };
      const found = await members.list(userOf(request), id, page);
      const { items, nextCursor } = walk.page(found.map((member) => ({ ...member, id: member.userId })));
      return { items: items.map(({ id: _, ...member }) => member), nextCursor };
    },
  });

  api.patch("/parties/:id/members/:userId", {
    config: {
      access: "user",
      audit: "party.change_role",
      permission: "members:manage",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "changeMember",
      summary: "Say what somebody is in an organisation: its owners, or moderators where it has none",
      params: MemberParams,
      body: RoleChange,
      response: { 200: Member, ...problems(400, 401, 403, 404, 409, 413, 415, 503) },
    },
    handler: (request) => {
      const { id, userId } = request.params;
      return members.change(commandOf(request), id, userId, request.body.role);
    },
  });

  api.delete("/parties/:id/members/:userId", {
    config: {
      access: "user",
      audit: ["party.leave", "party.remove_member"],
      permission: "members:manage",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "removeMember",
      summary: "Remove somebody from an organisation, or leave it",
      params: MemberParams,
      response: { 204: z.null(), ...problems(400, 401, 403, 404, 409, 503) },
    },
    handler: async (request, reply) => {
      await members.remove(commandOf(request), request.params.id, request.params.userId);
      return reply.code(204).send(null);
    },
  });
}

/** Whether a moderator reads who belongs to an organisation that it does not belong to itself. */
const isForeign = ({ items }: z.infer<typeof MemberPage>, actor: UserActor): boolean =>
  may(actor, "parties:keep") && items.every(({ userId }) => userId !== actor.userId);
