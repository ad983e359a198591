export { createSecondFactorCheck } from "./check-second-factor.ts";
export { secondFactorFeature } from "./feature.ts";
