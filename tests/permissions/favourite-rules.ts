import { anyUser, type RouteRules } from "./route-rules.ts";

const OWN = "everybody their own";

export const favouriteRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/me/favourites": { who: OWN, on: { nothing: anyUser(200) } },
  "GET /api/v1/me/favourite-ids": { who: OWN, on: { nothing: anyUser(200) } },
  "PUT /api/v1/me/favourites/{id}": {
    who: `${OWN}, of missions that they see`,
    on: {
      "published mission": anyUser(204),
      "draft mission": "401 204 404 404 404 204 204",
      "hidden mission": "401 204 404 204 404 204 204",
      unknown: anyUser(404),
    },
  },
  "DELETE /api/v1/me/favourites/{id}": {
    who: OWN,
    on: { "published mission": anyUser(204), unknown: anyUser(204) },
  },
};
