export { placesFeature } from "./feature.ts";
export { loadPlaces } from "./load-places.ts";
export type { Place, Point } from "./place.ts";
export { placesAt } from "./place-at-queries.ts";
export { placeByInseeCode, placeOfPoint, placesByInseeCode } from "./place-queries.ts";
