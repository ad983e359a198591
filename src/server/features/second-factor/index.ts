export { createSecondFactorCheck } from "./check-second-factor.ts";
export { secondFactorManifest } from "./manifest.ts";
export { secondFactorJobs } from "./second-factor-jobs.ts";
export { secondFactorRoutes } from "./second-factor-routes.ts";
export { createSecondFactorService, type SecondFactorService } from "./second-factor-service.ts";
