export { createSecondFactorCheck } from "./check-second-factor.ts";
export { secondFactorFeature } from "./feature.ts";
export { deleteSecret as removeSecondFactor } from "./second-factor-queries.ts";
