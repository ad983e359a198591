export { signingInFeature } from "./feature.ts";
