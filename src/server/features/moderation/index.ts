export { moderationFeature } from "./feature.ts";
export { findNotice } from "./restriction-queries.ts";
export type { Restrict } from "./restrictions.ts";
