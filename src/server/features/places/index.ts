export { loadPlaces } from "./load-places.ts";
export type { Place, Point } from "./place.ts";
export { NEAREST_KM, nearestPlace, placeByInseeCode } from "./place-queries.ts";
export { placeRoutes } from "./place-routes.ts";
