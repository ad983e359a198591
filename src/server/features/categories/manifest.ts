import { type Manifest, nobodys } from "../../core/manifest.ts";

export const categoriesManifest: Manifest = {
  feature: "categories",
  floor: "market",
  tables: {
    categories: {
      rights: "select",
      distributed: "reference",
      persons: nobodys("trades"),
      impersonal: ["slug"],
    },
  },
};
