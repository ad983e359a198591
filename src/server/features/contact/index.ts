export { consentOfClient, consentOfProvider } from "./consent.ts";
export { contactFeature } from "./feature.ts";
export { forgetDissolved } from "./forget-dissolved.ts";
