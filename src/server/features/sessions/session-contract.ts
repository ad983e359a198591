import { z } from "zod";
import { Instant } from "../../http/common-contract.ts";

export const Credentials = z
  .strictObject({
    email: z.string().max(254),
    password: z.string().max(1_000),
    totp: z.string().max(20).optional(),
  })
  .meta({ id: "Credentials" });
export type Credentials = z.infer<typeof Credentials>;

/** What a sign-in answers beside the user; the refresh token travels in its cookie alone. */
export const AccessToken = z.strictObject({ accessToken: z.string(), accessTokenExpiresAt: Instant });
export type AccessToken = z.infer<typeof AccessToken>;
