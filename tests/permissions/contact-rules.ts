import { anyUser, type RouteRules } from "./route-rules.ts";

const OWN = "the acting party's own";
const PARTIES =
  "the mission's client and its accepted provider, from the award until 90 days after the completion; nobody else, no moderator either";

export const contactRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/me/contact": { who: OWN, on: { nothing: anyUser(200) } },
  "PUT /api/v1/me/contact": {
    who: OWN,
    body: () => ({ name: "Élodie Ferrand", phone: "06 12 34 56 78" }),
    on: { nothing: anyUser(200) },
  },
  "GET /api/v1/missions/{id}/work-address": {
    who: "the mission's client",
    on: {
      "draft mission": "401 200 404 404 404 403 403",
      "awarded mission": "401 200 403 403 403 403 403",
      "hidden mission": "401 200 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "PUT /api/v1/missions/{id}/work-address": {
    who: "the mission's client, until it has ended",
    body: () => ({ address: "12 rue des Lilas" }),
    on: {
      "draft mission": "401 200 404 404 404 403 403",
      "published mission": "401 200 403 403 403 403 403",
      "hidden mission": "401 200 404 403 404 403 403",
      "cancelled mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/missions/{id}/contact": {
    who: PARTIES,
    on: {
      "draft mission": "401 404 404 404 404 404 404",
      "published mission": "401 404 404 404 404 404 404",
      "awarded mission": "401 200 404 200 404 404 404",
      "in progress mission": "401 200 404 200 404 404 404",
      "delivered mission": "401 200 404 200 404 404 404",
      "disputed mission": "401 200 404 200 404 404 404",
      "cancelled mission": "401 404 404 404 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/missions/{id}/contact-consent": {
    who: `${PARTIES}; whoever has an offer that stands`,
    on: {
      "published mission": "401 404 404 200 404 404 404",
      "awarded mission": "401 200 404 200 404 404 404",
      "cancelled mission": "401 404 404 404 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "PUT /api/v1/missions/{id}/contact-consent": {
    who: `${PARTIES}; whoever has an offer that stands`,
    body: () => ({ shareContact: true }),
    on: {
      "published mission": "401 404 404 200 404 404 404",
      "awarded mission": "401 200 404 200 404 404 404",
      "cancelled mission": "401 404 404 404 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
};
