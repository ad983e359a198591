export { missionsBidOnBy } from "./offer-queries.ts";
export { offerRoutes } from "./offer-routes.ts";
export { createOfferService, type OfferService } from "./offer-service.ts";
export { withdrawOfferOf } from "./withdrawal.ts";
