export { organisationsFeature } from "./feature.ts";
export {
  actingMembership,
  belongsToAny,
  leftBy,
  leftByMembersOf,
  lockMembership,
  ownersOf,
  partiesOf,
  relatedPairs,
  relatedParties,
} from "./membership-queries.ts";
export { dissolvedParties, isDissolved } from "./organisation-queries.ts";
export { leaveNoneUnowned, takeOutOfCustody } from "./ownership.ts";
