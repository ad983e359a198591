import { type Manifest, secret } from "../../core/manifest.ts";

export const calendarsManifest: Manifest = {
  feature: "calendars",
  floor: "exchange",
  tables: {
    calendars: { distributed: "local", personal: { secret_hash: secret } },
  },
};
