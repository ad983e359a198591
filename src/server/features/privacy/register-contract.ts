import { z } from "zod";

/** One processing of personal data, in the reader's language. */
export const RegisterEntry = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    purpose: z.string(),
    data: z.string(),
    basis: z.string().meta({ description: "The ground in law" }),
    readers: z.string().meta({ description: "Who reads it beside the person" }),
    kept: z.array(z.strictObject({ howLong: z.string(), what: z.array(z.string()) })),
  })
  .meta({ id: "RegisterEntry" });
export type RegisterEntry = z.infer<typeof RegisterEntry>;

export const Register = z.strictObject({ items: z.array(RegisterEntry), nextCursor: z.null() });

export const RegisterQuery = z.object({
  about: z
    .enum(["mission"])
    .optional()
    .meta({ description: "`mission`: only what is kept of one, without what is kept of people besides" }),
});
