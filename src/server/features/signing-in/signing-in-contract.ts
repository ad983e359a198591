import { z } from "zod";

export const Credentials = z
  .strictObject({
    /** Any address may be tried; only what no text of the database can hold is out of form. */
    email: z
      .string()
      .max(254)
      .regex(/^[^\p{Cc}\p{Cs}]+$/u),
    password: z.string().max(1_000),
    /** Six digits, or a recovery code. */
    totp: z.string().max(40).optional(),
  })
  .meta({ id: "Credentials" });
export type Credentials = z.infer<typeof Credentials>;
