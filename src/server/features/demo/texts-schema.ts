import { z } from "zod";
import { compileSlot, compileTemplate, type Slot, slotNames, type Template } from "./template.ts";

/** The parts that all files of texts are made of; what is read is compiled. */

/** Where a mission is done: decides which sentences and which words fit. */
export const settings = ["flat", "house", "premises", "remote", "venue", "workshop"] as const;
export type Setting = (typeof settings)[number];

/** As it stands, without slots; may be empty where a draw may give nothing. */
export const plainTexts = z.array(z.string()).min(1);

/** A text in the language of `template.ts`. */
export const template = z
  .string()
  .min(1)
  .transform((source, context) => compiled(() => compileTemplate(source), context));

/** A template that names these slots alone. */
export const templateWith = (names: ReadonlySet<string>) =>
  template.superRefine((value, context) => {
    for (const name of unknownSlots(value, names)) context.addIssue(noSlot(name));
  });

/** Values of a slot; many of them may be a list, whose items are the choices. */
const slot = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((values, context) =>
    compiled(() => compileSlot(typeof values === "string" ? values : values.join("|")), context),
  );

/** Slots by their names, in the order in which they stand: one that moves the budget is drawn in this order. */
export const slots = z
  .record(z.string().regex(/^[a-zA-Z0-9]+$/, "a slot's name is letters and digits"), slot)
  .transform((table): ReadonlyMap<string, Slot> => new Map(Object.entries(table)));

export const bySetting = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({
    flat: schema,
    house: schema,
    premises: schema,
    remote: schema,
    venue: schema,
    workshop: schema,
  });

export const unknownSlots = (value: Template, names: ReadonlySet<string>): string[] =>
  slotNames(value).filter((name) => !names.has(name));

export const noSlot = (name: string) => ({ code: "custom" as const, message: `no slot is named {${name}}` });

function compiled<Value>(compile: () => Value, context: z.core.$RefinementCtx): Value {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.issues.push({ code: "custom", message: error.message, input: context.value });
    return z.NEVER;
  }
}
