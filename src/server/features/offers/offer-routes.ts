import { z } from "zod";
import { problems } from "../../http/answers/openapi.ts";
import type { App } from "../../http/app.ts";
import { IdParams } from "../../http/common-contract.ts";
import { languageOf } from "../../http/problems/problem.ts";
import { userOf } from "../../http/requests/authentication.ts";
import { commandOf } from "../../http/requests/command.ts";
import { type Cursors, idCursor } from "../../http/requests/cursor.ts";
import {
  Award,
  LowerPrice,
  MyOfferPage,
  MyOffersQuery,
  NewOffer,
  Offer,
  OfferPage,
  OffersQuery,
  RelatedOffersPage,
  RelatedOffersQuery,
  SeenOffer,
} from "./offer-contract.ts";
import type { OfferPosition } from "./offer-order.ts";
import type { OfferService } from "./offer-service.ts";

const tags = ["Offers"];
const refusals = problems(400, 401, 403, 404, 409, 413, 415, 422, 503);
const conduct = { permission: "offers:conduct", permissionAskedBy: "service" } as const;
const Nothing = z.strictObject({}).nullish();

export function offerRoutes(api: App, { offers, cursors }: { offers: OfferService; cursors: Cursors }): void {
  api.post("/missions/:id/offers", {
    config: {
      access: "user",
      audit: ["offer.make", "contact.share", "contact.unshare"],
      permission: "offers:make",
      permissionAskedBy: "service",
      location: true,
    },
    schema: {
      tags,
      operationId: "makeOffer",
      summary: "Make an offer; a withdrawn one may come back at a lower price",
      params: IdParams,
      body: NewOffer,
      response: { 201: Offer, ...refusals },
    },
    handler: async (request, reply) => {
      const offer = await offers.make(
        commandOf(request),
        request.params.id,
        request.body,
        languageOf(request),
      );
      return reply.code(201).header("location", `/api/v1/offers/${offer.id}`).send(offer);
    },
  });

  api.get("/missions/:id/offers", {
    config: {
      access: "user",
      audit: { none: "moderators read anonymous prices of an open auction here, as everybody could before" },
    },
    schema: {
      tags,
      operationId: "listOffers",
      summary: "The client: all; a provider: its own, and the anonymous prices of an open auction",
      params: IdParams,
      querystring: OffersQuery,
      response: { 200: OfferPage, ...problems(400, 401, 404, 503) },
    },
    handler: async (request) => {
      const actor = userOf(request);
      const { cursor, limit, sort, mine = false } = request.query;
      const scope = `offers:${request.params.id}:${actor.partyId}:${sort}:${mine}`;
      const after = cursor === undefined ? null : (cursors.decode(scope, cursor) as OfferPosition);
      const seen = await offers.list(
        actor,
        request.params.id,
        { sort, mine, after, limit: limit + 1 },
        languageOf(request),
      );
      const shown = seen.slice(0, limit);
      const last = seen.length > limit ? shown.at(-1) : undefined;
      const nextCursor = last === undefined ? null : cursors.encode(scope, last.position);
      return { items: shown.map(({ offer }) => offer), nextCursor };
    },
  });

  api.patch("/offers/:id", {
    config: { access: "user", audit: "offer.lower", ...conduct },
    schema: {
      tags,
      operationId: "lowerOffer",
      summary: "Lower the price, by 1 % or 1.00 at least",
      params: IdParams,
      body: LowerPrice,
      response: { 200: Offer, ...refusals },
    },
    handler: (request) =>
      offers.lower(commandOf(request), request.params.id, request.body, languageOf(request)),
  });

  api.post("/offers/:id/withdraw", {
    config: { access: "user", audit: "offer.withdraw", ...conduct },
    schema: {
      tags,
      operationId: "withdrawOffer",
      summary: "Withdraw a submitted offer",
      params: IdParams,
      body: Nothing,
      response: { 200: Offer, ...refusals },
    },
    handler: (request) => offers.withdraw(commandOf(request), request.params.id, languageOf(request)),
  });

  api.post("/offers/:id/award", {
    config: {
      access: "user",
      audit: ["offer.award", "mission.award", "mission.award_early", "contact.share", "contact.unshare"],
      permission: "missions:conduct",
      permissionAskedBy: "service",
    },
    schema: {
      tags,
      operationId: "awardOffer",
      summary: "Award the mission to this offer: the mission's client",
      params: IdParams,
      body: Award,
      response: { 200: SeenOffer, ...refusals },
    },
    handler: (request) => {
      const shareContact = request.body?.shareContact ?? false;
      return offers.award(commandOf(request), request.params.id, { shareContact }, languageOf(request));
    },
  });

  api.get("/admin/related-offers", {
    config: { access: "user", audit: "offer.look", look: { type: "mission" }, permission: "parties:keep" },
    schema: {
      tags: ["Moderation"],
      operationId: "listRelatedOffers",
      summary:
        "Undecided missions on which parties that share a member stand against each other, or on both sides",
      querystring: RelatedOffersQuery,
      response: { 200: RelatedOffersPage, ...problems(400, 401, 403, 503) },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const walk = idCursor(cursors, "admin/related-offers", limit);
      return walk.page(await offers.listRelated({ beforeId: walk.after(cursor), limit: limit + 1 }));
    },
  });

  api.get("/me/offers", {
    config: { access: "user" },
    schema: {
      tags,
      operationId: "listMyOffers",
      summary: "The caller's own offers, newest first",
      querystring: MyOffersQuery,
      response: { 200: MyOfferPage, ...problems(400, 401, 503) },
    },
    handler: async (request) => {
      const actor = userOf(request);
      const { status = null, cursor, limit } = request.query;
      const walk = idCursor(cursors, `me/offers:${actor.partyId}:${status}`, limit);
      const filter = { status, beforeId: walk.after(cursor), limit: limit + 1 };
      return walk.page(await offers.listOwn(actor, filter, languageOf(request)));
    },
  });
}
