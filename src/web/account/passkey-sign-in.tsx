import {
  type AuthenticationResponseJSON,
  browserSupportsWebAuthnAutofill,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";
import { useEffect, useRef } from "react";
import { Alert } from "../components/alert.tsx";
import { account } from "../i18n/account.ts";
import type { SignedIn } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { pickPasskey, usePasskeySupport } from "./passkey-ceremony.ts";
import { ResendForm } from "./resend-verification.tsx";

interface PasskeySignInProps {
  readonly onSignedIn: (signedIn: SignedIn) => void;
}

/** Signing in with a passkey: by a button, and among what the browser suggests in the address's field. */
export function PasskeySignIn({ onSignedIn }: PasskeySignInProps) {
  const texts = useTexts(account);
  const locale = useLocale();
  const supported = usePasskeySupport();
  const signIn = useAction(async (suggested?: AuthenticationResponseJSON) => {
    const credential = suggested ?? (await pickPasskey(locale));
    onSignedIn(await call<SignedIn>("/auth/passkey", { method: "POST", body: { credential }, locale }));
  });
  useSuggestedPasskey(supported, (credential) => void signIn.run(credential));
  if (!supported) return null;
  return (
    <div className="stack other-way">
      <p className="or">{texts.or}</p>
      <button
        className="button"
        type="button"
        aria-disabled={signIn.busy}
        onClick={() => void signIn.run(undefined)}
      >
        {texts.passkeySignIn}
      </button>
      <Alert message={signIn.code === "invalid_credentials" ? texts.passkeyRefused : signIn.message} />
      {signIn.code === "email_not_verified" ? <ResendForm /> : null}
    </div>
  );
}

/** Where the browser can, passkeys stand among the address's suggestions from the moment the page is there. */
function useSuggestedPasskey(supported: boolean, onPicked: (credential: AuthenticationResponseJSON) => void) {
  const locale = useLocale();
  const picked = useRef(onPicked);
  useEffect(() => {
    picked.current = onPicked;
  });
  useEffect(() => {
    let left = false;
    const suggest = async () => {
      if (!supported || !(await browserSupportsWebAuthnAutofill()) || left) return;
      const credential = await pickPasskey(locale, true);
      if (!left) picked.current(credential);
    };
    // Nobody asked for it, so its failure is passed over; the button says why.
    suggest().catch(() => undefined);
    return () => {
      left = true;
      WebAuthnAbortService.cancelCeremony();
    };
  }, [supported, locale]);
}
