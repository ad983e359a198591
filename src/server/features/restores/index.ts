export { type ApplyDependencies, applySince } from "./apply-since.ts";
export { type RestoreNeeds, restoresFeature } from "./feature.ts";
export { type SinceNoted, sinceNoted } from "./note-since.ts";
export { insertRestoration, listRestorations, type Restoration } from "./restoration-queries.ts";
