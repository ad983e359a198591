import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import { lookAt } from "../../http/requests/looks.ts";
import { CustodyQuery, NewParty, Party, PartyChange, PartyPage } from "./organisation-contract.ts";
import type { OrganisationService } from "./organisation-service.ts";

const tags = ["Parties"];
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);

/** What one may do to an organisation is asked of one's role in it, for whomever the request acts. */
export function partyRoutes(api: App, organisations: OrganisationService, cursors: Cursors): void {
  api.post("/parties", {
    config: { access: "user", audit: "party.create", location: true },
    schema: {
      tags,
      operationId: "foundParty",
      summary: "Found an organisation, as its owner",
      description: `An organisation owns missions and offers as a person does. Whoever belongs to it acts for it with the field \`Swideal-Party\`.`,
      body: NewParty,
      response: { 201: Party, ...refusals },
    },
    handler: async (request, reply) => {
      const party = await organisations.found(commandOf(request), request.body);
      return reply.code(201).header("location", `/api/v1/parties/${party.id}`).send(party);
    },
  });

  api.get("/me/parties", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listOwnParties",
      summary: "For whom the caller may act: the own party first",
      response: { 200: PartyPage, ...problems(401, 403, 503) },
    },
    handler: async (request) => ({
      items: await organisations.listOwn(userOf(request)),
      nextCursor: null,
    }),
  });

  api.get("/parties/:id", {
    config: {
      access: "user",
      audit: "party.look",
      look: lookAt<Party>("party", ({ role }) => role === null),
    },
    schema: {
      tags,
      operationId: "readParty",
      summary: "A party that the caller belongs to; moderators: every organisation",
      params: IdParams,
      response: { 200: Party, ...problems(400, 401, 403, 404, 503) },
    },
    handler: (request) => organisations.read(userOf(request), request.params.id),
  });

  api.patch("/parties/:id", {
    config: {
      access: "user",
      audit: "party.rename",
      permission: "members:manage",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "renameParty",
      summary: "Rename an organisation: its owners",
      params: IdParams,
      body: PartyChange,
      response: { 200: Party, ...refusals },
    },
    handler: (request) => organisations.rename(commandOf(request), request.params.id, request.body),
  });

  api.delete("/parties/:id", {
    config: {
      access: "user",
      audit: ["party.dissolve", "mission.cancel", "offer.withdraw", "contact.forget"],
      permission: "members:manage",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "dissolveParty",
      summary: "Dissolve an organisation: its owners, or moderators where it has none",
      description:
        "Its open missions and drafts are cancelled, its offers withdrawn; what is finished stays under its name. 409 " +
        "while it has awarded work to somebody, or somebody to it.",
      params: IdParams,
      response: { 204: z.null(), ...refusals },
    },
    handler: async (request, reply) => {
      await organisations.dissolve(commandOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });

  api.post("/parties/:id/handover", {
    config: {
      access: "user",
      audit: "party.hand_over",
      permission: "members:manage",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "handOverParty",
      summary: "Hand an organisation over to the moderators: its last owner, who stays as a member",
      params: IdParams,
      body: z.strictObject({}).nullish(),
      response: { 200: Party, ...refusals },
    },
    handler: (request) => organisations.handOver(commandOf(request), request.params.id),
  });

  api.get("/admin/parties", {
    config: { access: "user", audit: "party.look", look: { type: "party" }, permission: "parties:keep" },
    schema: {
      tags: ["Moderation"],
      operationId: "listPartiesInCustody",
      summary: "Organisations without an owner, which moderators look after",
      querystring: CustodyQuery,
      response: { 200: PartyPage, ...problems(400, 401, 403, 503) },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const walk = idCursor(cursors, "admin/parties", limit);
      const page = { beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await organisations.listInCustody(userOf(request), page));
    },
  });
}
