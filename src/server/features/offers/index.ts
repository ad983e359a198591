export { offerRoutes } from "./offer-routes.ts";
export { createOfferService, type OfferService } from "./offer-service.ts";
