import type { Manifest } from "../../core/manifest.ts";

export const categoriesManifest: Manifest = {
  feature: "categories",
  tables: { categories: { distributed: "reference", impersonal: ["slug"] } },
};
