export { favouriteIds, whoseFavourite } from "./favourites-queries.ts";
export { favouritesFeature } from "./feature.ts";
