import { offerInput } from "../support/people.ts";
import type { RouteRules } from "./route-rules.ts";

export const offerRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/missions/{id}/offers": {
    who: `who sees the mission; the client all of them, others their own and, in an open auction, anonymous prices`,
    on: {
      "published mission": "401 200 200 200 200 200 200",
      "draft mission": "401 200 404 404 404 200 200",
      "hidden mission": "401 200 404 200 404 200 200",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/missions/{id}/award": {
    who: "the mission's client and whoever has made an offer on it, once an offer is accepted; nobody else, no moderator either",
    on: {
      "published mission": "401 409 404 409 404 404 404",
      "hidden mission": "401 409 404 409 404 404 404",
      "awarded mission": "401 200 404 200 404 404 404",
      "disputed mission": "401 200 404 200 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/offers": {
    who: "who sees the mission and is not its client; one offer each",
    body: () => offerInput(250_000),
    on: {
      "published mission": "401 403 403 409 201 403 403",
      "draft mission": "401 403 404 404 404 403 403",
      "hidden mission": "401 403 404 409 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "PATCH /api/v1/offers/{id}": {
    who: "the offer's provider",
    body: () => ({ priceCents: 200_000 }),
    on: {
      "open offer": "401 403 403 200 403 403 403",
      "sealed offer": "401 403 404 200 404 404 404",
      "withdrawn offer": "401 403 404 409 404 404 404",
      "hidden offer": "401 403 404 409 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/offers/{id}/receipt": {
    who: "the offer's provider; the client and moderators as well, of a sealed auction from its deadline on",
    on: {
      "open offer": "401 200 403 200 403 200 200",
      "sealed offer": "401 409 404 200 404 404 404",
      "withdrawn offer": "401 200 404 200 404 200 200",
      "hidden offer": "401 200 404 200 404 200 200",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/offers/{id}/withdraw": {
    who: "the offer's provider, while it is submitted",
    on: {
      "open offer": "401 403 403 200 403 403 403",
      "sealed offer": "401 403 404 200 404 404 404",
      "withdrawn offer": "401 403 404 409 404 404 404",
      "hidden offer": "401 403 404 200 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/offers/{id}/award": {
    who: "the mission's client; in sealed mode after the deadline",
    on: {
      "open offer": "401 200 403 403 403 403 403",
      "sealed offer": "401 409 404 403 404 404 404",
      "withdrawn offer": "401 409 404 403 404 404 404",
      "hidden offer": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
};
