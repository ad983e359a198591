export { loadPlaces } from "./load-places.ts";
export { placesManifest } from "./manifest.ts";
export type { Place, Point } from "./place.ts";
export { placesAt } from "./place-at-queries.ts";
export { placeByInseeCode } from "./place-queries.ts";
export { placeRoutes } from "./place-routes.ts";
