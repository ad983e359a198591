import type { Manifest } from "../../core/manifest.ts";

export const categoriesManifest: Manifest = {
  feature: "categories",
  floor: "market",
  tables: { categories: { rights: "select", distributed: "reference", impersonal: ["slug"] } },
};
