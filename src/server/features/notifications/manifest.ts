import {
  byMission,
  byUser,
  type Manifest,
  madeAgo,
  nobodys,
  persons,
  withAccount,
} from "../../core/manifest.ts";
import { MAIL_RUNS_KEPT } from "./digest/digest-queries.ts";
import { NOTIFICATIONS_KEPT } from "./notification-queries.ts";

const ownPreference = persons("notifications", withAccount, byUser());

export const notificationsManifest: Manifest = {
  feature: "notifications",
  floor: "telling",
  tables: {
    notifications: {
      distributed: "local",
      persons: persons("notifications", madeAgo(NOTIFICATIONS_KEPT), byUser()),
      impersonal: ["kind", "delivery"],
    },
    notification_reads: { distributed: "local", persons: ownPreference },
    notification_preferences: {
      distributed: "local",
      persons: ownPreference,
      impersonal: ["kind", "mail"],
    },
    mail_refusals: { distributed: "local", persons: ownPreference },
    mail_runs: {
      rights: "select, insert, delete",
      distributed: "local",
      persons: persons("notifications", madeAgo(MAIL_RUNS_KEPT), byUser()),
      impersonal: ["kind", "day"],
    },
    mission_reminders: {
      rights: "select, insert, delete",
      distributed: byMission,
      persons: nobodys("that a mission's reminder was given"),
      impersonal: ["kind"],
    },
  },
};
