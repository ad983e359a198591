import { z } from "zod";
import { calendarSlots } from "./calendar.ts";
import { readTexts } from "./read-texts.ts";
import { slots } from "./texts-schema.ts";

/**
 * Slots that every mission's texts may name, and those whose words depend on where the work is and who asks for it:
 * nobody has a « bourg » in Marseille, and an organisation's home is its premises.
 */
export const commonSlots = readTexts(
  "slots.json",
  z.strictObject({
    every: slots,
    largeTown: slots,
    smallTown: slots,
    flat: slots,
    house: slots,
    premises: z.strictObject({
      condo: slots,
      shop: slots,
      restaurant: slots,
      company: slots,
      association: slots,
      town: slots,
    }),
  }),
);

/** Slots whose values come from the mission itself (text-scope.ts). */
const GIVEN = ["atTown", "ofTown", "self", "girl", "boy", ...Object.keys(calendarSlots)];

const { premises, ...others } = commonSlots;
export const commonSlotNames: ReadonlySet<string> = new Set([
  ...GIVEN,
  ...[...Object.values(premises), ...Object.values(others)].flatMap((table) => [...table.keys()]),
]);
