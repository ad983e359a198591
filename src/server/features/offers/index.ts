export { leaveMarket } from "./leave-market.ts";
export { offersManifest } from "./manifest.ts";
export { missionsBidOnBy } from "./offer-queries.ts";
export { offerRoutes } from "./offer-routes.ts";
export { createOfferService, type OfferService } from "./offer-service.ts";
export { tellOfRelatedOffers } from "./relations.ts";
export { settleOffers } from "./settle-offers.ts";
export { withdrawOfferOf } from "./withdrawal.ts";
