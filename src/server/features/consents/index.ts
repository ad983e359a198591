export type { Via } from "./consent.ts";
export { consentsFeature } from "./feature.ts";
export { noteConsent, noteWithdrawal, viaOf } from "./note-consent.ts";
