import { z } from "zod";

export const SecondFactor = z
  .strictObject({ enabled: z.boolean(), recoveryCodesLeft: z.int().min(0) })
  .meta({ id: "SecondFactor" });
export type SecondFactor = z.infer<typeof SecondFactor>;

export const TotpSecret = z
  .strictObject({
    secret: z.string().meta({ description: "Base32, for typing it in" }),
    uri: z.string().meta({ description: "otpauth://, for a QR code" }),
  })
  .meta({ id: "TotpSecret" });
export type TotpSecret = z.infer<typeof TotpSecret>;

export const TotpConfirmation = z.strictObject({ code: z.string().max(40) });

export const RecoveryCodes = z
  .strictObject({ recoveryCodes: z.array(z.string()) })
  .meta({ id: "RecoveryCodes", description: "Shown once; each stands once for a code" });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
