export { createPasskeySignIn } from "./passkey-sign-in.ts";
export { createSignIn } from "./password-sign-in.ts";
export { signingInRoutes } from "./signing-in-routes.ts";
