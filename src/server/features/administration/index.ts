export { administrationRoutes } from "./administration-routes.ts";
export { createAdministrationService } from "./administration-service.ts";
