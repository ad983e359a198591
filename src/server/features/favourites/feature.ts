import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { favouriteRoutes } from "./favourites-routes.ts";
import { createFavouritesService } from "./favourites-service.ts";
import { favouritesManifest } from "./manifest.ts";

export const favouritesFeature = defineFeature(
  favouritesManifest,
  ({ database, cursors, currency }: FeatureContext) => ({
    registerRoutes: (api: App) =>
      favouriteRoutes(api, { favourites: createFavouritesService({ database, currency }), cursors }),
  }),
);
