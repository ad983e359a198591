import { z } from "zod";
import { Id, Instant, plainText } from "../../http/common-contract.ts";

/*
 * WebAuthn's JSON (level 3, section 5.1.8). What browsers add to a credential over the years is let
 * through and not looked at; so these alone are no strict objects.
 */
const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
/** At most 1,023 bytes. */
const CredentialId = base64url(1_364);
const ClientData = base64url(8_000);

export const NewCredential = z
  .object({
    id: CredentialId,
    rawId: CredentialId,
    type: z.literal("public-key"),
    response: z.object({
      clientDataJSON: ClientData,
      attestationObject: base64url(16_000),
      transports: z
        .array(z.string().regex(/^[a-z-]{1,20}$/))
        .max(10)
        .default([]),
    }),
  })
  .meta({ id: "NewCredential", description: "RegistrationResponseJSON" });
export type NewCredential = z.infer<typeof NewCredential>;

export const UsedCredential = z
  .object({
    id: CredentialId,
    rawId: CredentialId,
    type: z.literal("public-key"),
    response: z.object({
      clientDataJSON: ClientData,
      authenticatorData: base64url(8_000),
      signature: base64url(2_000),
      userHandle: base64url(100),
    }),
  })
  .meta({ id: "UsedCredential", description: "AuthenticationResponseJSON of a discoverable credential" });
export type UsedCredential = z.infer<typeof UsedCredential>;

export const NewPasskey = z
  .strictObject({ name: plainText({ min: 1, max: 100 }), credential: NewCredential })
  .meta({ id: "NewPasskey" });
export type NewPasskey = z.infer<typeof NewPasskey>;

export const PasskeySignIn = z.strictObject({ credential: UsedCredential }).meta({ id: "PasskeySignIn" });

export const Passkey = z
  .strictObject({
    id: Id,
    name: z.string(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
    backedUp: z.boolean().meta({ description: "Whether its maker keeps copies of it" }),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof Passkey>;

const Descriptor = z.strictObject({
  id: z.string(),
  type: z.literal("public-key"),
  transports: z.array(z.string()).optional(),
});

export const CreationOptions = z
  .strictObject({
    rp: z.strictObject({ name: z.string(), id: z.string() }),
    user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.strictObject({ type: z.literal("public-key"), alg: z.int() })),
    timeout: z.int(),
    attestation: z.literal("none"),
    excludeCredentials: z.array(Descriptor),
    authenticatorSelection: z.strictObject({
      residentKey: z.literal("required"),
      requireResidentKey: z.literal(true),
      userVerification: z.literal("required"),
    }),
  })
  .meta({ id: "CreationOptions", description: "PublicKeyCredentialCreationOptionsJSON" });
export type CreationOptions = z.infer<typeof CreationOptions>;

export const RequestOptions = z
  .strictObject({
    rpId: z.string(),
    challenge: z.string(),
    timeout: z.int(),
    userVerification: z.literal("required"),
  })
  .meta({ id: "RequestOptions", description: "PublicKeyCredentialRequestOptionsJSON" });
export type RequestOptions = z.infer<typeof RequestOptions>;
