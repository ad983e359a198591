import { z } from "zod";
import { compared, Email, Id, Instant, placeOf, plainText } from "../../http/common-contract.ts";

export const Role = z.enum(["client", "provider", "moderator", "admin"]);
export const Locale = z.enum(["fr", "en"]);

/** What no UTF-8 can say, and what PostgreSQL cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly this one
const UNKEPT = /\p{Surrogate}|\u0000/u;
/** Neither trimmed nor cut: at least 15 code points (NIST 800-63B-4), at most 128. */
export const NewPassword = z
  .string()
  .check((context) => {
    const password = context.value;
    const length = [...password].length;
    const refuse = (code: string, params: Record<string, number | string> = {}) =>
      context.issues.push({ code: "custom", input: password, params: { code, ...params } });
    const unkept = UNKEPT.exec(password);
    if (unkept !== null) refuse("invalid_characters", placeOf(unkept));
    if (length < 15) refuse("too_short", { minimum: 15 });
    if (length > 128) refuse("too_long", { maximum: 128 });
  })
  .meta({ minLength: 15, maxLength: 128 });
export const DisplayName = plainText({ min: 1, max: 100 });

export const Registration = z
  .strictObject({
    email: Email,
    password: NewPassword,
    displayName: DisplayName,
    roles: z
      .array(z.enum(["client", "provider"]))
      .min(1)
      .max(2)
      .default(["client", "provider"]),
    locale: Locale.default("fr"),
    termsVersion: plainText({ min: 1, max: 40 }).optional(),
  })
  .meta({ id: "Registration" });
export type Registration = z.infer<typeof Registration>;

export const User = z
  .strictObject({
    id: Id,
    partyId: Id,
    email: z.string(),
    emailVerified: z.boolean(),
    displayName: z.string(),
    roles: z.array(Role),
    locale: Locale,
    createdAt: Instant,
  })
  .meta({ id: "User" });
export type User = z.infer<typeof User>;

/** What registration, sign-in and refresh answer; the refresh token travels in its cookie alone. */
export const SignedIn = z
  .strictObject({ user: User, accessToken: z.string(), accessTokenExpiresAt: Instant })
  .meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof SignedIn>;

export const ProfileChange = z
  .strictObject({
    displayName: DisplayName,
    locale: Locale,
    id: compared,
    partyId: compared,
    email: compared,
    emailVerified: compared,
    roles: compared,
    createdAt: compared,
  })
  .partial()
  .meta({ id: "ProfileChange" });
export type ProfileChange = z.infer<typeof ProfileChange>;

export const VerificationSent = z
  .strictObject({ verification: z.literal("sent") })
  .meta({ id: "VerificationSent" });

const MailToken = z.string().min(1).max(200);
export const EmailToken = z.strictObject({ token: MailToken });

/** Part of every sensitive call's body: the password once more and, where there is one, the second factor. */
export const reauthentication = {
  password: z.string().max(1_000),
  /** Six digits, or a recovery code. */
  totp: z.string().max(40).optional(),
};
export type Reauthentication = { readonly password: string; readonly totp?: string | undefined };

export const PasswordChange = z
  .strictObject({
    ...reauthentication,
    newPassword: NewPassword,
    endOtherSessions: z.boolean().default(true),
  })
  .meta({ id: "PasswordChange" });
export type PasswordChange = z.infer<typeof PasswordChange>;

export const PasswordForgotten = z.strictObject({ email: Email }).meta({ id: "PasswordForgotten" });
/** Whose first address is still to be confirmed. */
export const EmailResend = z.strictObject({ email: Email }).meta({ id: "EmailResend" });
export const PasswordReset = z
  .strictObject({ token: MailToken, password: NewPassword })
  .meta({ id: "PasswordReset" });
export type PasswordReset = z.infer<typeof PasswordReset>;

export const EmailChange = z.strictObject({ ...reauthentication, email: Email }).meta({ id: "EmailChange" });
export type EmailChange = z.infer<typeof EmailChange>;
