import { anyone, type RouteRules } from "./route-rules.ts";

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
};
