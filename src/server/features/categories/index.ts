export { categories } from "./categories.ts";
export { categoriesFeature } from "./feature.ts";
export { syncCategories } from "./sync-categories.ts";
