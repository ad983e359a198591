import { byUser, type Manifest, persons, secret, withAccount } from "../../core/manifest.ts";

export const calendarsManifest: Manifest = {
  feature: "calendars",
  floor: "exchange",
  tables: {
    calendars: {
      distributed: "local",
      persons: persons("search", withAccount, byUser()),
      personal: { secret_hash: secret },
    },
  },
};
