export { passkeysFeature } from "./feature.ts";
export { PasskeySignIn, RequestOptions, type UsedCredential } from "./passkey-contract.ts";
export type { PasskeyProof } from "./passkey-proof.ts";
export { deletePasskey as removePasskey } from "./passkey-queries.ts";
