export { moderationFeature } from "./feature.ts";
export { findNotice, findRestriction } from "./restriction-queries.ts";
export type { Restrict } from "./restrictions.ts";
