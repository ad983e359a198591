import { z } from "zod";
import { Id, Instant, page } from "../../http/common-contract.ts";

/** Something that a person agreed to, or took back. */
export const ConsentAct = z
  .strictObject({
    id: Id,
    purpose: z.enum(["terms", "contact", "alerts", "alert_mails"]).meta({
      description:
        "`contact`: to give contact details to the other side of a mission; `alerts`: to be alerted by a saved search; " +
        "`alert_mails`: to have any alert by mail",
    }),
    given: z.boolean().meta({ description: "false: taken back" }),
    at: Instant,
    via: z.enum(["page", "api", "mail", "before"]).meta({
      description: "`before`: written down later, from a time that was kept",
    }),
    textVersion: z.string().nullable().meta({
      description:
        "Of `text` the first 16 digits of its SHA-256; of terms the version that was named; null where a program showed words of its own",
    }),
    text: z.string().nullable().meta({ description: "As the page had it, in the language it was read in" }),
    missionId: Id.nullable(),
  })
  .meta({ id: "ConsentAct" });
export type ConsentAct = z.infer<typeof ConsentAct>;

export const ConsentActPage = page(ConsentAct);
