import type { Random } from "./random.ts";
import { access, expectations, people, schedule } from "./sentences.ts";
import type { Template } from "./template.ts";
import type { Setting } from "./texts-schema.ts";
import type { ClientKind } from "./trade-texts.ts";

/** What a trade is like to ask for: works, a person (care, lessons), or anything else. */
export type Register = "building" | "people" | "general";

const schedules: Record<Setting, readonly Template[]> = {
  flat: schedule.onSite,
  house: schedule.onSite,
  premises: schedule.onSite,
  remote: schedule.remote,
  venue: schedule.venue,
  workshop: schedule.workshop,
};

/** Where, when and what is expected: one sentence of each kind, the most useful first. */
export function practicalSentences(
  register: Register,
  client: ClientKind,
  setting: Setting,
  random: Random,
): Template[] {
  const kinds =
    register === "people"
      ? peopleKinds(client, setting, random)
      : generalKinds(client, setting, random, register === "building" && random.chance(0.6));
  const first = random.chance(0.85) ? 0 : 1;
  const sentences = kinds.slice(first).map((kind) => random.pick(kind));
  return [...new Set(sentences)];
}

function peopleKinds(client: ClientKind, setting: Setting, random: Random): (readonly Template[])[] {
  const when = setting === "venue" ? schedule.venue : people.schedule;
  const terms = client === "person" ? people.termsForPersons : people.termsForOrganisations;
  const last = random.chance(0.5) ? [people.expectations, terms] : [people.expectations, people.expectations];
  return [people.access[setting], when, ...last];
}

function generalKinds(client: ClientKind, setting: Setting, random: Random, works: boolean) {
  const own = client === "person" ? expectations.visits : expectations.organisations;
  const alone = client === "person" && ["remote", "venue", "workshop"].includes(setting);
  const terms = !alone && random.chance(0.45) ? own : expectations.offers;
  return [
    access[setting],
    schedules[setting],
    ...(works ? [expectations.siteCare] : []),
    terms,
    expectations.offers,
  ];
}
