import { missionInput } from "../support/people.ts";
import { anyone, anyUser, type RouteRules } from "./route-rules.ts";

const DAY_MS = 86_400_000;
const reason = () => ({ reason: "Signalement à vérifier." });
const VISIBLE =
  "anyone, once published and neither hidden nor cancelled; its client and moderators always; who has an offer on it, once published";

export const missionRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/missions": { who: "anyone: published missions", on: { nothing: anyone(200) } },
  "GET /api/v1/missions/suggest": {
    who: "anyone: words of published missions",
    query: "?q=elec",
    on: { nothing: anyone(200) },
  },
  "GET /api/v1/places": { who: "anyone", query: "?q=lyon", on: { nothing: anyone(200) } },
  "GET /api/v1/places/at": { who: "anyone", query: "?lat=45.76&lng=4.85", on: { nothing: anyone(200) } },
  "GET /api/v1/categories": { who: "anyone", on: { nothing: anyone(200) } },
  "GET /api/v1/problems": { who: "anyone", on: { nothing: anyone(200) } },
  "GET /api/v1/me/missions": { who: "everybody their own", on: { nothing: anyUser(200) } },
  "GET /api/v1/me/offers": { who: "everybody their own", on: { nothing: anyUser(200) } },

  "POST /api/v1/missions": {
    who: "the mission is the caller's own",
    body: () => missionInput(),
    on: { nothing: "401 201 201 403 403 403 403" },
  },
  "GET /api/v1/missions/{id}": {
    who: VISIBLE,
    on: {
      "draft mission": "404 200 404 404 404 200 200",
      "published mission": "200 200 200 200 200 200 200",
      "hidden mission": "404 200 404 200 404 200 200",
      "cancelled mission": "404 200 404 200 404 200 200",
      "in progress mission": "200 200 200 200 200 200 200",
      unknown: "404 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/missions/{id}/record": {
    who: "the mission's client, moderators and whoever has made an offer on it, once the auction is over; bidders in part",
    on: {
      "draft mission": "401 409 404 404 404 409 409",
      "published mission": "401 409 404 409 404 409 409",
      "hidden mission": "401 409 404 409 404 409 409",
      "cancelled mission": "401 200 404 200 404 200 200",
      "awarded mission": "401 200 404 200 404 200 200",
      "disputed mission": "401 200 404 200 404 200 200",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/missions/{id}/events": {
    who: "anyone, what anyone may see: once published and neither hidden nor cancelled",
    on: {
      "draft mission": anyone(404),
      "published mission": anyone(200),
      "hidden mission": anyone(404),
      "cancelled mission": anyone(404),
      "in progress mission": anyone(200),
      unknown: anyone(404),
    },
  },
  "GET /api/v1/missions/{id}/price-history": {
    who: "anyone, what anyone may see: once published and neither hidden nor cancelled",
    on: {
      "draft mission": anyone(404),
      "published mission": anyone(200),
      "hidden mission": anyone(404),
      "cancelled mission": anyone(404),
      "in progress mission": anyone(200),
      unknown: anyone(404),
    },
  },
  "PATCH /api/v1/missions/{id}": {
    who: "the mission's client, until its first offer",
    body: () => ({ remote: true }),
    on: {
      "draft mission": "401 200 404 404 404 403 403",
      "published mission": "401 409 403 403 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "DELETE /api/v1/missions/{id}": {
    who: "the mission's client, while it is a draft",
    on: {
      "draft mission": "401 204 404 404 404 403 403",
      "published mission": "401 409 403 403 403 403 403",
      "cancelled mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/addenda": {
    who: "the mission's client, while published or closed",
    body: () => ({ text: "Accès par la cour, code donné sur demande." }),
    on: {
      "draft mission": "401 409 404 404 404 403 403",
      "published mission": "401 201 403 403 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/publish": {
    who: "the mission's client, from a draft",
    on: {
      "draft mission": "401 200 404 404 404 403 403",
      "published mission": "401 409 403 403 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/extend": {
    who: "the mission's client, while published or closed",
    body: () => ({ deadline: new Date(Date.now() + 5 * DAY_MS).toISOString() }),
    on: {
      "published mission": "401 200 403 403 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      "cancelled mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/cancel": {
    who: "the mission's client before the work has begun, or `missions:moderate`",
    body: reason,
    on: {
      "draft mission": "401 200 404 404 404 200 200",
      "published mission": "401 200 403 403 403 200 200",
      "in progress mission": "401 409 403 403 403 409 409",
      "hidden mission": "401 409 404 403 404 409 409",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/start": {
    who: "the accepted provider, once awarded",
    on: {
      "awarded mission": "401 403 403 200 403 403 403",
      "hidden mission": "401 403 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/decline": {
    who: "the accepted provider, once awarded",
    body: reason,
    on: {
      "awarded mission": "401 403 403 200 403 403 403",
      "hidden mission": "401 403 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/deliver": {
    who: "the accepted provider, while in progress",
    on: {
      "in progress mission": "401 403 403 200 403 403 403",
      "hidden mission": "401 403 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/request-changes": {
    who: "the mission's client, once delivered",
    body: reason,
    on: {
      "delivered mission": "401 200 403 403 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/complete": {
    who: "the mission's client, once delivered",
    on: {
      "delivered mission": "401 200 403 403 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/dispute": {
    who: "the mission's client or the accepted provider, while in progress or delivered",
    body: reason,
    on: {
      "in progress mission": "401 200 403 200 403 403 403",
      "hidden mission": "401 409 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },

  "POST /api/v1/admin/missions/{id}/hide": {
    who: "while published or closed",
    body: reason,
    on: {
      "published mission": "401 403 403 403 403 200 200",
      "draft mission": "401 403 404 404 404 409 409",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/admin/missions/{id}/unhide": {
    who: "while hidden",
    body: reason,
    on: {
      "hidden mission": "401 403 404 403 404 200 200",
      "published mission": "401 403 403 403 403 409 409",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/admin/missions/{id}/resolve": {
    who: "while disputed",
    body: () => ({ outcome: "completed", ...reason() }),
    on: {
      "disputed mission": "401 403 403 403 403 200 200",
      "draft mission": "401 403 404 404 404 409 409",
      unknown: "401 404 404 404 404 404 404",
    },
  },
};
