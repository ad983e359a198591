import { randomUUID } from "node:crypto";
import { anyUser, type RouteRules } from "./route-rules.ts";

const OWN = "everybody their own";

export const notificationRules: RouteRules = {
  // Columns:                          visitor owner stranger provider rival moderator admin
  "GET /api/v1/me/notifications": { who: OWN, on: { nothing: anyUser(200) } },
  "GET /api/v1/me/notifications/unread-count": { who: OWN, on: { nothing: anyUser(200) } },
  "POST /api/v1/me/notifications/read": {
    who: `${OWN}; others' ids change nothing`,
    body: () => ({ ids: [randomUUID().replace(/^(.{14})4/, "$17")] }),
    on: { nothing: anyUser(204) },
  },
  "GET /api/v1/me/notification-preferences": { who: OWN, on: { nothing: anyUser(200) } },
  "PATCH /api/v1/me/notification-preferences": {
    who: OWN,
    body: () => ({ items: [{ kind: "offer_received", mail: "digest" }] }),
    on: { nothing: anyUser(200) },
  },
};
