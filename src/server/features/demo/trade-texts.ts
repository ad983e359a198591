import { z } from "zod";
import { categories } from "../categories/index.ts";
import { commonSlotNames } from "./common-slots.ts";
import type { Template } from "./template.ts";
import { noSlot, slots, template, templateWith, unknownSlots } from "./texts-schema.ts";

/** What the texts of one trade are made of. The texts themselves are in `texts/trades`, one file a trade. */

/** Who may publish a mission; an organisation writes "nous", a person "je" or "nous". */
const clientKinds = ["person", "condo", "shop", "restaurant", "company", "association", "town"] as const;
export type ClientKind = (typeof clientKinds)[number];
export type OrganisationKind = Exclude<ClientKind, "person">;

/**
 * Where the work is done: in a flat or a house, in a house only, at the client's, at a distance, where an
 * event is held, or at the provider's, to whom the client brings something. An organisation's "home" is its
 * premises.
 */
const site = z.enum(["home", "house", "remote", "venue", "workshop"]);
export type Site = z.output<typeof site>;

/** Each as often as it is likely. */
const clients = z.array(z.enum(clientKinds)).min(1);

/** Days of work, the fewest and the most. */
const days = z
  .tuple([z.int().min(1), z.int().max(1_000)])
  .refine(([least, most]) => least <= most, "the first number of days is the smaller one");

const templates = z.array(template);

/** One kind of job. Sentences start with a capital. */
const job = z
  .strictObject({
    /** What is to be done, as an infinitive without capital: a title, and what follows "cherche … pour". */
    do: template,
    /** Other titles, with a capital, not infinitives. */
    as: templates.default([]),
    /** Median budget, before the slots' factors. */
    euros: z.number().positive(),
    /** Standard deviation of the budget's logarithm. */
    spread: z.number().positive().default(0.25),
    /** The trade's when absent, as the next two. */
    days: days.optional(),
    from: clients.optional(),
    site: site.optional(),
    /** Which of the category's trade names is asked for: the first when absent, none when null. */
    trade: z.int().min(0).nullable().default(0),
    skills: z.array(z.string().min(1)).min(2),
    /** Why the client needs it; one is used, first. */
    need: templates.min(1),
    /** Details that go with any `need` and with each other; some are used, in this order. */
    more: templates.min(1),
    slots: slots.default(new Map()),
  })
  .superRefine((value, context) => {
    const names = new Set([...commonSlotNames, ...value.slots.keys()]);
    const check = (text: Template, path: (string | number)[]) => {
      for (const name of unknownSlots(text, names)) context.addIssue({ ...noSlot(name), path });
    };
    check(value.do, ["do"]);
    for (const part of ["as", "need", "more"] as const)
      for (const [index, text] of value[part].entries()) check(text, [part, index]);
    for (const [name, slot] of value.slots)
      for (const { text } of slot.kind === "words" ? slot.choices : []) check(text, ["slots", name]);
  });

export const tradeTexts = z
  .strictObject({
    /** Slug of the category. */
    category: z.string(),
    /** How often, beside the others. */
    weight: z.int().min(1).default(1),
    from: clients,
    site,
    days,
    /** Names under which firms of the trade are known; `{last}` is a family name, `{first}` a first name. */
    signs: z.array(templateWith(new Set(["first", "last", "last2"]))).min(1),
    jobs: z.array(job).min(1),
  })
  .superRefine(({ category, jobs }, context) => {
    const names = categories.find(({ slug }) => slug === category)?.trades;
    if (names === undefined) {
      context.addIssue({ code: "custom", path: ["category"], message: `no category is called ${category}` });
      return;
    }
    jobs.forEach(({ trade }, index) => {
      if (trade !== null && trade >= names.length)
        context.addIssue({
          code: "custom",
          path: ["jobs", index, "trade"],
          message: `${category} has ${names.length} names of trades`,
        });
    });
  });
export type TradeTexts = z.output<typeof tradeTexts>;
export type Job = TradeTexts["jobs"][number];
