import type { App } from "../../http/app.ts";
import { defineFeature, type FeatureContext } from "../../http/features/feature.ts";
import { organisationJobs } from "./invitation-jobs.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { createInvitationService } from "./invitation-service.ts";
import { organisationsManifest } from "./manifest.ts";
import { memberRoutes } from "./member-routes.ts";
import { createMemberService } from "./member-service.ts";
import { partyRoutes } from "./organisation-routes.ts";
import { createOrganisationService } from "./organisation-service.ts";

export const organisationsFeature = defineFeature(
  organisationsManifest,
  ({ database, jobs, mailer, publicUrl, emit, cursors }: FeatureContext) => ({
    registerRoutes(api: App) {
      partyRoutes(api, createOrganisationService({ database, emit }), cursors);
      memberRoutes(api, createMemberService({ database }), cursors);
      invitationRoutes(api, createInvitationService({ database, jobs, emit }), cursors);
    },
    registerJobs: () => organisationJobs({ database, jobs, mailer, publicUrl }),
  }),
);
