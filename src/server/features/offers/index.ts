export {
  type AuctionOffer,
  type AuctionRevision,
  auctionOffers,
  auctionRevisions,
} from "./auction-facts.ts";
export { commitmentTo, termsOf, treeOf } from "./commitment.ts";
export { offersFeature } from "./feature.ts";
export { leaveMarket, leaveMarketErased } from "./leave-market.ts";
export { type OfferMove, offerMoves } from "./offer-audit.ts";
export { type BulkOffer, commitmentRows, offerRows, revisionRows, rootRows } from "./offer-bulk.ts";
export { findOfferOf, missionsBidOnBy, sidesOf } from "./offer-queries.ts";
export { lockOffer, requireInTime } from "./offer-requirements.ts";
export { type OfferedMission, offeredMissions } from "./offered-missions.ts";
export { tellOfRelatedOffers } from "./relations.ts";
export { writeRootAtClosing } from "./sealed-root.ts";
export { settleOffers } from "./settle-offers.ts";
export { withdrawOfferOf } from "./withdrawal.ts";
