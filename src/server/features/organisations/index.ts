import type { App } from "../../http/app.ts";
import type { Cursors } from "../../http/requests/cursor.ts";
import { type InvitationJobsDependencies, organisationJobs } from "./invitation-jobs.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { createInvitationService, type InvitationDependencies } from "./invitation-service.ts";
import { memberRoutes } from "./member-routes.ts";
import { createMemberService } from "./member-service.ts";
import { partyRoutes } from "./organisation-routes.ts";
import { createOrganisationService } from "./organisation-service.ts";

export { organisationsManifest } from "./manifest.ts";
export {
  actingMembership,
  belongsToAny,
  lockMembership,
  ownersOf,
  partiesOf,
  relatedPairs,
  relatedParties,
} from "./membership-queries.ts";
export { dissolvedParties, isDissolved } from "./organisation-queries.ts";
export { leaveNoneUnowned, takeOutOfCustody } from "./ownership.ts";

export interface OrganisationsDependencies extends InvitationDependencies, InvitationJobsDependencies {
  readonly cursors: Cursors;
}

export function registerOrganisations(api: App, deps: OrganisationsDependencies): void {
  organisationJobs(deps);
  partyRoutes(api, createOrganisationService(deps), deps.cursors);
  memberRoutes(api, createMemberService(deps), deps.cursors);
  invitationRoutes(api, createInvitationService(deps), deps.cursors);
}
