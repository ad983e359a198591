import { randomUUID } from "node:crypto";
import { anyone, anyUser, type RouteRules } from "./route-rules.ts";

const SIDES = "the two sides of the conversation; nobody else, no moderator either";

export const talkRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/missions/{id}/questions": {
    who: "whoever sees the mission; who asked is shown to itself and to moderators",
    on: {
      "draft mission": "404 200 404 404 404 200 200",
      "published mission": anyone(200),
      "hidden mission": "404 200 404 200 404 200 200",
      unknown: "404 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/missions/{id}/questions": {
    who: "anyone but the mission's client, until the deadline",
    body: () => ({ text: "Y a-t-il un ascenseur ?" }),
    on: {
      "draft mission": "401 403 404 404 404 409 409",
      "published mission": "401 403 201 201 201 201 201",
      "hidden mission": "401 403 404 409 404 409 409",
      "awarded mission": "401 403 409 409 409 409 409",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "POST /api/v1/questions/{id}/answer": {
    who: "the mission's client, once, until the award",
    body: () => ({ text: "Oui, pour 8 personnes." }),
    on: {
      question: "401 200 403 403 403 403 403",
      "hidden question": "401 404 404 403 404 403 403",
      "question on an awarded mission": "401 409 403 403 403 403 403",
      "hidden question on an awarded mission": "401 404 404 403 404 403 403",
      unknown: "401 404 404 404 404 404 404",
    },
  },

  "GET /api/v1/me/conversations": { who: "the acting party's own", on: { nothing: anyUser(200) } },
  "GET /api/v1/me/conversations/unread-count": {
    who: "the acting party's own",
    on: { nothing: anyUser(200) },
  },
  "POST /api/v1/offers/{id}/messages": {
    who: "the offer's provider and the mission's client; in a sealed auction after its deadline",
    body: () => ({ text: `Bonjour ${randomUUID()}` }),
    on: {
      "open offer": "401 201 403 201 403 403 403",
      "sealed offer": "401 409 404 409 404 404 404",
      "withdrawn offer": "401 201 404 201 404 404 404",
      unknown: "401 404 404 404 404 404 404",
    },
  },
  "GET /api/v1/conversations/{id}": {
    who: SIDES,
    on: { conversation: "401 200 404 200 404 404 404", unknown: "401 404 404 404 404 404 404" },
  },
  "GET /api/v1/conversations/{id}/messages": {
    who: SIDES,
    on: { conversation: "401 200 404 200 404 404 404", unknown: "401 404 404 404 404 404 404" },
  },
  "POST /api/v1/conversations/{id}/messages": {
    who: SIDES,
    body: () => ({ text: `Bonjour ${randomUUID()}` }),
    on: { conversation: "401 201 404 201 404 404 404", unknown: "401 404 404 404 404 404 404" },
  },
  "POST /api/v1/conversations/{id}/read": {
    who: `${SIDES}; a message of the conversation`,
    body: () => ({ messageId: "01900000-0000-7000-8000-000000000000" }),
    on: { conversation: "401 404 404 404 404 404 404", unknown: "401 404 404 404 404 404 404" },
  },
  "PUT /api/v1/conversations/{id}/mute": {
    who: SIDES,
    on: { conversation: "401 204 404 204 404 404 404", unknown: "401 404 404 404 404 404 404" },
  },
  "DELETE /api/v1/conversations/{id}/mute": {
    who: SIDES,
    on: { conversation: "401 204 404 204 404 404 404", unknown: "401 404 404 404 404 404 404" },
  },
  "GET /api/v1/me/blocks": { who: "the acting party's own", on: { nothing: anyUser(200) } },
  "PUT /api/v1/me/blocks/{partyId}": {
    who: "any party but the own one, while the two do not work together",
    on: { nothing: "401 404 404 404 404 404 404" },
  },
  "DELETE /api/v1/me/blocks/{partyId}": { who: "the acting party's own", on: { nothing: anyUser(204) } },
  "GET /api/v1/admin/reports/{id}/messages": {
    who: "the conversation of a reported message, whose two sides the moderator does not belong to",
    on: {
      "report of a message": "401 403 403 403 403 200 200",
      report: "401 403 403 403 403 404 404",
      unknown: "401 403 403 403 403 404 404",
    },
  },
  "GET /api/v1/admin/missions/{id}/messages": {
    who: "the conversation of a disputed mission's two parties",
    on: {
      "conversation in dispute": "401 403 403 403 403 200 200",
      "in progress mission": "401 403 403 403 403 404 404",
      unknown: "401 403 403 403 403 404 404",
    },
  },
};
