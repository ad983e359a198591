import { byMission, type Manifest } from "../../core/manifest.ts";

export const notificationsManifest: Manifest = {
  feature: "notifications",
  floor: "telling",
  tables: {
    notifications: {
      distributed: "local",
      impersonal: ["kind", "delivery"],
    },
    notification_reads: { distributed: "local" },
    notification_preferences: { distributed: "local", impersonal: ["kind", "mail"] },
    mail_refusals: { distributed: "local" },
    mail_runs: { rights: "select, insert, delete", distributed: "local", impersonal: ["kind", "day"] },
    mission_reminders: {
      rights: "select, insert, delete",
      distributed: byMission,
      impersonal: ["kind"],
    },
  },
};
