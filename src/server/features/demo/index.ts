export { type DemonstrationOptions, isInUse, loadDemonstration } from "./load-demonstration.ts";
