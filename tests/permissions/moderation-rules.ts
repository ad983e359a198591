import { anyone, anyUser, type RouteRules } from "./route-rules.ts";

export const moderationRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "POST /api/v1/reports": {
    who: "anyone, about what they can see",
    body: ({ partyId }) => ({
      subject: { type: "account", id: partyId },
      category: "spam",
      text: "La même annonce revient chaque jour.",
      goodFaith: true,
    }),
    on: { nothing: anyone(201) },
  },
  "GET /api/v1/admin/reports": { who: "every report", on: { nothing: "401 403 403 403 403 200 200" } },
  "POST /api/v1/admin/reports/{id}/decide": {
    who: "a report that nobody has decided",
    body: () => ({ outcome: "no_action", reason: "Rien ne contrevient aux règles." }),
    on: {
      report: "401 403 403 403 403 200 200",
      unknown: "401 403 403 403 403 404 404",
    },
  },
  "GET /api/v1/admin/missions": {
    who: "missions of one state",
    query: "?status=disputed",
    on: { nothing: "401 403 403 403 403 200 200" },
  },
  "GET /api/v1/me/restrictions": { who: "everybody their own party's", on: { nothing: anyUser(200) } },
};
