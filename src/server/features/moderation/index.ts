export { moderationFeature } from "./feature.ts";
export { findNotice, findRestriction } from "./restriction-queries.ts";
export { REASON_AGAIN, type Restrict, restrictAgain } from "./restrictions.ts";
