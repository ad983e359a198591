export { offersFeature } from "./feature.ts";
export { leaveMarket } from "./leave-market.ts";
export { type OfferMove, offerMoves } from "./offer-audit.ts";
export { type BulkOffer, offerRows, revisionRows } from "./offer-bulk.ts";
export { findOfferOf, missionsBidOnBy, sidesOf } from "./offer-queries.ts";
export { requireInTime } from "./offer-requirements.ts";
export { tellOfRelatedOffers } from "./relations.ts";
export { settleOffers } from "./settle-offers.ts";
export { withdrawOfferOf } from "./withdrawal.ts";
