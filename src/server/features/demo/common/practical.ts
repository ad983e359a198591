import type { Random } from "../random.ts";
import type { Template } from "../template.ts";
import type { ClientKind } from "../trade-texts.ts";
import { accessSentences, type Setting } from "./access.ts";
import { offerExpectations, organisationExpectations, siteCare, visitExpectations } from "./expectations.ts";
import {
  peopleAccess,
  peopleExpectations,
  peopleSchedule,
  peopleTermsForOrganisations,
  peopleTermsForPersons,
} from "./people.ts";
import { onSiteSchedule, remoteSchedule, venueSchedule, workshopSchedule } from "./schedule.ts";

/** What a trade is like to ask for: works, a person (care, lessons), or anything else. */
export type Register = "building" | "people" | "general";

const schedules: Record<Setting, readonly Template[]> = {
  flat: onSiteSchedule,
  house: onSiteSchedule,
  premises: onSiteSchedule,
  remote: remoteSchedule,
  venue: venueSchedule,
  workshop: workshopSchedule,
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
  const when = setting === "venue" ? venueSchedule : peopleSchedule;
  const terms = client === "person" ? peopleTermsForPersons : peopleTermsForOrganisations;
  const last = random.chance(0.5) ? [peopleExpectations, terms] : [peopleExpectations, peopleExpectations];
  return [peopleAccess[setting], when, ...last];
}

function generalKinds(client: ClientKind, setting: Setting, random: Random, works: boolean) {
  const own = client === "person" ? visitExpectations : organisationExpectations;
  const alone = client === "person" && ["remote", "venue", "workshop"].includes(setting);
  const terms = !alone && random.chance(0.45) ? own : offerExpectations;
  return [
    accessSentences[setting],
    schedules[setting],
    ...(works ? [siteCare] : []),
    terms,
    offerExpectations,
  ];
}
