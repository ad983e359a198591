import type { Category } from "./category.ts";
import { serviceCategories } from "./service-categories.ts";
import { worksCategories } from "./works-categories.ts";

export type { Category } from "./category.ts";

/** In the order in which lists show them: by group, then as written there. */
export const categories: readonly Category[] = [...worksCategories, ...serviceCategories];
