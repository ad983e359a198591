import { ownOrigins } from "../../http/entry/csrf-protection.ts";
import type { NewCredential, UsedCredential } from "./passkey-contract.ts";
import type { KnownCredential, MadeCredential } from "./passkey-queries.ts";
import { webauthn, webauthnHelpers } from "./webauthn.ts";

/** Of those that IANA registers for COSE. */
const EDDSA = -8;
const ES256 = -7;
const RS256 = -257;

/** Those that every authenticator knows one of. */
export const ALGORITHMS: number[] = [EDDSA, ES256, RS256];

export const relyingPartyId = (publicUrl: string): string => new URL(publicUrl).hostname;

/** The user handle: the bytes of the user's id, which say nothing of the person. */
export const userHandleOf = (userId: string): Buffer<ArrayBuffer> =>
  Buffer.from(userId.replaceAll("-", ""), "hex");

/** The challenge that a credential answers; null when it says none, or was asked for by another site's frame. */
export async function answeredChallenge({
  response,
}: NewCredential | UsedCredential): Promise<string | null> {
  const { decodeClientDataJSON } = await webauthnHelpers();
  try {
    const { challenge, crossOrigin } = decodeClientDataJSON(response.clientDataJSON);
    return typeof challenge === "string" && crossOrigin !== true ? challenge : null;
  } catch {
    return null;
  }
}

/** What was made, verified (WebAuthn, level 3, section 7.1); null when anything about it is wrong. */
export async function verifyMade(
  credential: NewCredential,
  challenge: string,
  publicUrl: string,
): Promise<MadeCredential | null> {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    if (!(await isWithoutCertificates(credential.response.attestationObject))) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, clientExtensionResults: {} } as never,
      expectedChallenge: challenge,
      expectedOrigin: ownOrigins(publicUrl),
      expectedRPID: relyingPartyId(publicUrl),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified || registrationInfo.credential.id !== credential.id) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    return {
      credentialId: Buffer.from(id, "base64url"),
      publicKey: Buffer.from(publicKey),
      counter,
      transports: credential.response.transports,
      backedUp: registrationInfo.credentialBackedUp,
    };
  } catch {
    // The library throws whatever is wrong with what the authenticator sent.
    return null;
  }
}

/**
 * We ask for no attestation, so there is none but an authenticator's own. For those with certificates the
 * library would ask their issuers, over the network, whether they are revoked.
 */
async function isWithoutCertificates(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await webauthnHelpers();
  const attestation = decodeAttestationObject(Buffer.from(attestationObject, "base64url"));
  const format = attestation.get("fmt");
  return format === "none" || (format === "packed" && attestation.get("attStmt").get("x5c") === undefined);
}

/** What a use says of the authenticator, verified (section 7.2); null when anything about it is wrong. */
export async function verifyUse(
  credential: UsedCredential,
  challenge: string,
  known: KnownCredential,
  publicUrl: string,
): Promise<{ readonly counter: number; readonly backedUp: boolean } | null> {
  if (credential.response.userHandle !== userHandleOf(known.userId).toString("base64url")) return null;
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: ownOrigins(publicUrl),
      expectedRPID: relyingPartyId(publicUrl),
      requireUserVerification: true,
      credential: {
        id: credential.id,
        publicKey: Uint8Array.from(known.publicKey),
        counter: known.counter,
      },
    });
    if (!verified) return null;
    return {
      counter: authenticationInfo.newCounter,
      backedUp: authenticationInfo.credentialBackedUp,
    };
  } catch {
    return null;
  }
}
