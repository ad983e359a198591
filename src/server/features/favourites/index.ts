export { type BulkFavourite, favouriteRows } from "./favourite-bulk.ts";
export { favouriteIds, whoseFavourite } from "./favourites-queries.ts";
export { favouritesFeature } from "./feature.ts";
