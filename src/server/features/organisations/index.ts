export { organisationsFeature } from "./feature.ts";
export { endInvitations } from "./invitation-queries.ts";
export { leaveAll } from "./leave-all.ts";
export {
  actingMembership,
  belongsToAny,
  findRole,
  leftBy,
  leftByMembersOf,
  lockMembership,
  membersOf,
  ownersOf,
  partiesOf,
  partyIdsOf,
  peopleOf,
  relatedPairs,
  relatedParties,
} from "./membership-queries.ts";
export { dissolvedParties, isDissolved } from "./organisation-queries.ts";
export { leaveNoneUnowned, takeOutOfCustody } from "./ownership.ts";
