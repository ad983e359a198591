export { moderationFeature } from "./feature.ts";
export type { Restrict } from "./restrictions.ts";
