import { anyUser, type RouteRules } from "./route-rules.ts";

const OWN = "everybody their own";

export const savedSearchRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/me/saved-searches": { who: OWN, on: { nothing: anyUser(200) } },
  "POST /api/v1/me/saved-searches": {
    who: OWN,
    body: () => ({ query: "q=peinture" }),
    on: { nothing: anyUser(201) },
  },
  "PATCH /api/v1/me/saved-searches/{id}": {
    who: OWN,
    body: () => ({ name: "Peintures" }),
    on: {
      "saved search of the owner": "401 200 404 404 404 404 404",
      unknown: anyUser(404),
    },
  },
  "DELETE /api/v1/me/saved-searches/{id}": {
    who: OWN,
    on: {
      "saved search of the owner": "401 204 404 404 404 404 404",
      unknown: anyUser(404),
    },
  },
};
