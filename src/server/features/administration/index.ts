export { administrationFeature } from "./feature.ts";
export { suspendAgain } from "./suspended-again.ts";
