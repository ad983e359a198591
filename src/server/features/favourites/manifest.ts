import { byUser, type Manifest, persons, withAccount } from "../../core/manifest.ts";

export const favouritesManifest: Manifest = {
  feature: "favourites",
  floor: "exchange",
  tables: {
    favourites: {
      rights: "select, insert, delete",
      distributed: "local",
      persons: persons("search", withAccount, byUser()),
    },
  },
};
