import type { Manifest } from "../../core/manifest.ts";

export const favouritesManifest: Manifest = {
  feature: "favourites",
  floor: "exchange",
  tables: {
    favourites: { rights: "select, insert, delete", distributed: "local" },
  },
};
