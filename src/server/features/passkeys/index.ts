export { passkeysManifest } from "./manifest.ts";
export { PasskeySignIn, RequestOptions, type UsedCredential } from "./passkey-contract.ts";
export { passkeyJobs } from "./passkey-jobs.ts";
export { createPasskeyProof, type PasskeyProof } from "./passkey-proof.ts";
export { passkeyRoutes } from "./passkey-routes.ts";
export { createPasskeyService, type PasskeyService } from "./passkey-service.ts";
