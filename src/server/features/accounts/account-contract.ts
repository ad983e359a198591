import { z } from "zod";
import { compared, Id, Instant, placeOf, plainText } from "../../http/common-contract.ts";

export const Role = z.enum(["client", "provider", "moderator", "admin"]);
export const Locale = z.enum(["fr", "en"]);

/** What may stand unquoted before the @: RFC 5321, section 4.1.2, with the letters of RFC 6531, section 3.3. */
const LOCAL_PART =
  /^[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}\p{S}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}\p{S}-]+)*$/u;
/** Labels in letters of any script, or as `xn--` has them. */
const DOMAIN = /^(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}$/u;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** A domain as DNS knows it, in A-labels (RFC 5891, by UTS 46), or null where it is none. */
export function asciiDomain(domain: string): string | null {
  const ascii =
    DOMAIN.test(domain) && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : "";
  const labels = ascii.split(".");
  // A number at the end makes it an IP address.
  if (/^\d+$/.test(labels.at(-1) ?? "")) return null;
  const fit = ascii.length <= 253 && labels.every((one) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/.test(one));
  return fit && labels.length > 1 ? ascii : null;
}

/**
 * An address as RFC 5321 and RFC 6531 allow it, but for quoted local parts and IP addresses, which nobody has at home.
 * Kept as it was typed, in NFC; compared by `emailKey`. At most 64 bytes before the @, 254 in all, counted as sent.
 */
export const Email = z
  .string()
  .max(254)
  .overwrite((email) => email.normalize("NFC"))
  .check((context) => {
    const at = context.value.lastIndexOf("@");
    const local = context.value.slice(0, Math.max(at, 0));
    const domain = asciiDomain(context.value.slice(at + 1));
    if (LOCAL_PART.test(local) && !UNSEEN.test(local) && bytesOf(local) <= 64 && domain !== null) {
      if (bytesOf(local) + 1 + domain.length <= 254) return;
    }
    context.issues.push({ code: "invalid_format", format: "email", input: context.value });
  })
  .meta({ format: "idn-email" });
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
