import {
  type AuthenticationResponseJSON,
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { useSyncExternalStore } from "react";
import type { Locale } from "../i18n/locale.ts";
import { passkeys } from "../i18n/passkeys.ts";
import { call } from "../session/api-client.ts";
import { Refused } from "../session/refused.ts";

const never = () => () => {};

/** Whether this browser knows passkeys; no while rendering on the server. */
export function usePasskeySupport(): boolean {
  return useSyncExternalStore(never, browserSupportsWebAuthn, () => false);
}

/**
 * Has the person pick a passkey of theirs: at once, or with `autofill` when they choose it among the suggestions of
 * the address's field. Throws ApiError, and Refused when none was used.
 */
export async function pickPasskey(locale: Locale, autofill = false): Promise<AuthenticationResponseJSON> {
  const optionsJSON = await call<PublicKeyCredentialRequestOptionsJSON>("/auth/passkey/options", {
    method: "POST",
    body: {},
    locale,
  });
  return ceremony(locale, () => startAuthentication({ optionsJSON, useBrowserAutofill: autofill }));
}

/** Has the browser make a passkey. Throws Refused when it made none. */
export function createPasskey(
  optionsJSON: PublicKeyCredentialCreationOptionsJSON,
  locale: Locale,
): Promise<RegistrationResponseJSON> {
  return ceremony(locale, () => startRegistration({ optionsJSON }));
}

async function ceremony<Credential>(locale: Locale, run: () => Promise<Credential>): Promise<Credential> {
  const texts = passkeys[locale];
  try {
    return await run();
  } catch (error) {
    // By the names that the standard gives them (WebAuthn, level 3, sections 5.1.3 and 5.1.4).
    const { name } = error as Error;
    if (name === "InvalidStateError") throw new Refused(texts.alreadyHere);
    if (name === "SecurityError") throw new Refused(texts.wrongHost);
    throw new Refused(texts.notUsed);
  }
}
