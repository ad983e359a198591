export { passkeysManifest } from "./manifest.ts";
export { passkeyJobs } from "./passkey-jobs.ts";
export { passkeyRoutes } from "./passkey-routes.ts";
export { createPasskeyService, type PasskeyService } from "./passkey-service.ts";
export { createPasskeySignIn } from "./passkey-sign-in.ts";
