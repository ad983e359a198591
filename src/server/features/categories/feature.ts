import { defineFeature } from "../../http/features/feature.ts";
import { categoryRoutes } from "./category-routes.ts";
import { categoriesManifest } from "./manifest.ts";

export const categoriesFeature = defineFeature(categoriesManifest, () => ({
  registerRoutes: categoryRoutes,
}));
