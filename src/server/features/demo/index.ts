export { type DemonstrationOptions, isInUse, loadDemonstration } from "./load-demonstration.ts";
export { demoManifest } from "./manifest.ts";
