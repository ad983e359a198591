/** What is read when the first passkey is made or used: megabytes, of code that many installations never run. */
export const webauthn = () => import("@simplewebauthn/server");
export const webauthnHelpers = () => import("@simplewebauthn/server/helpers");
