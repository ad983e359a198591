import { z } from "zod";
import { Instant } from "../../http/common-contract.ts";

/** Whether there is an address; the address itself is told once, when it is made. */
export const Calendar = z
  .strictObject({ since: Instant.nullable().meta({ description: "null: there is none" }) })
  .meta({ id: "Calendar" });
export type Calendar = z.infer<typeof Calendar>;

export const NewCalendar = z
  .strictObject({
    url: z.string().meta({ description: "For calendar programs (iCalendar). Whoever has it reads it" }),
    since: Instant,
  })
  .meta({ id: "NewCalendar" });
export type NewCalendar = z.infer<typeof NewCalendar>;
