export { categories } from "./categories.ts";
export { categoryRoutes } from "./category-routes.ts";
export { categoriesManifest } from "./manifest.ts";
export { syncCategories } from "./sync-categories.ts";
