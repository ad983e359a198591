export { consentOfClient, consentOfProvider } from "./consent.ts";
export { contactRoutes } from "./contact-routes.ts";
export { type ContactService, createContactService } from "./contact-service.ts";
export { contactJobs, forgetDissolved } from "./forget-dissolved.ts";
export { contactManifest } from "./manifest.ts";
