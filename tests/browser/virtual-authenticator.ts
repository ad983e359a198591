import type { Page } from "playwright-core";

export interface VirtualAuthenticator {
  /** Whether its owner touches it when it is asked for. */
  present(present: boolean): Promise<void>;
}

/**
 * An authenticator inside the browser, as a phone or a laptop has one: it keeps passkeys and recognises its owner,
 * unless `verified` is false.
 */
export async function addAuthenticator(page: Page, { verified = true } = {}): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verified,
      automaticPresenceSimulation: false,
    },
  });
  return {
    present: (enabled) =>
      session
        .send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled })
        .then(() => undefined),
  };
}
