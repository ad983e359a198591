export { calendarsFeature } from "./feature.ts";
