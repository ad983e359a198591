export { picturesFeature } from "./feature.ts";
