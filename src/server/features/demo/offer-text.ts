import type { CompiledJob } from "./catalogue.ts";
import { atTown, typographic } from "./french.ts";
import type { DemoProvider } from "./parties.ts";
import type { Random } from "./random.ts";
import { offerTexts } from "./sentences.ts";
import { render, type Scope } from "./template.ts";
import type { Setting } from "./texts-schema.ts";

export type OfferTextInput = {
  random: Random;
  job: CompiledJob;
  setting: Setting;
  provider: DemoProvider;
  /** The job as an infinitive, as the mission says it. */
  act: string;
  /** "début avril": when the work is wanted. */
  when: string;
  durationDays: number;
};

/** The message that comes with an offer: two to five sentences, NFC. */
export function offerMessage(input: OfferTextInput): string {
  const { random, job, setting, provider } = input;
  const scope = offerScope(input);
  const site = setting === "remote" || setting === "workshop" || setting === "venue" ? setting : "onSite";
  const lists = [
    provider.organisation ? offerTexts.firmExperience : offerTexts.experience,
    offerTexts.understanding,
    offerTexts.included[job.register === "general" ? site : job.register],
    offerTexts.availability,
  ];
  const skipped = random.chance(0.6) ? random.int(0, 2) : -1;
  const sentences = lists
    .filter((_, position) => position !== skipped)
    .map((list) => render(random.pick(list), scope));
  const greeting = random.pick(offerTexts.greetings);
  const opening = greeting === "" ? "" : greeting + (greeting.endsWith(",") ? "\n" : " ");
  const body = opening + sentences.join(" ");
  const closing = random.pick(offerTexts.closings);
  const signed = closing !== "" && !provider.organisation && random.chance(0.5);
  const end = closing === "" ? "" : signed ? `\n${closing},\n${provider.first}` : ` ${closing}.`;
  return provider.typographic ? typographic(body + end) : body + end;
}

function offerScope({ random, job, provider, act, when, durationDays }: OfferTextInput): Scope {
  const trade = job.trade;
  const given: Record<string, string> = {
    act,
    when,
    trade: trade === null ? "indépendant" : provider.feminine ? trade.feminine : trade.masculine,
    years: String(provider.years),
    atTown: atTown(provider.place.name),
    days: durationDays === 1 ? "une journée" : `${durationDays} jours`,
    team: String(random.int(2, 9)),
  };
  if (trade === null && provider.feminine) given.trade = "indépendante";
  const { several } = provider;
  return { random, several, tables: [], given: (name) => given[name], values: new Map(), factor: 1 };
}
