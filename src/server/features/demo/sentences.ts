import { z } from "zod";
import { commonSlotNames } from "./common-slots.ts";
import { readTexts } from "./read-texts.ts";
import { bySetting, plainTexts, templateWith } from "./texts-schema.ts";

/** The sentences that all trades share. */

const sentences = z.array(templateWith(commonSlotNames)).min(1);

/** Where the work is and how to get there. */
export const access = readTexts("access.json", bySetting(sentences));

/** When it should be done. Events bring their own date, so theirs speak of preparation only. */
export const schedule = readTexts(
  "schedule.json",
  z.strictObject({ onSite: sentences, remote: sentences, venue: sentences, workshop: sentences }),
);

/** What is expected of the work and of the offers, and how texts begin and end. */
export const expectations = readTexts(
  "expectations.json",
  z.strictObject({
    /** For building trades alone: what a careful client asks of any site. */
    siteCare: sentences,
    /** For any trade. */
    offers: sentences,
    /** How organisations pay and decide. */
    organisations: sentences,
    /** For persons where somebody comes home or something is brought. */
    visits: sentences,
    greetings: plainTexts,
    closings: plainTexts,
  }),
);

/** Where, when and what is expected for care and lessons, where one looks for a person, not for works. */
export const people = readTexts(
  "people.json",
  z.strictObject({
    access: bySetting(sentences),
    schedule: sentences,
    expectations: sentences,
    termsForPersons: sentences,
    termsForOrganisations: sentences,
  }),
);

/** `{act}` is the job as an infinitive, `{trade}` in the provider's gender. */
const OFFER_SLOTS = new Set(["act", "trade", "when", "years", "atTown", "days", "team"]);
const offerSentences = z.array(templateWith(OFFER_SLOTS)).min(1);

/** What the messages of offers are made of. */
export const offerTexts = readTexts(
  "offers.json",
  z.strictObject({
    /** One that ends with a comma is a line of its own. */
    greetings: plainTexts,
    experience: offerSentences,
    firmExperience: offerSentences,
    understanding: offerSentences,
    /** By what is asked for, or where: "general" trades look under their setting. */
    included: z.strictObject({
      building: offerSentences,
      people: offerSentences,
      onSite: offerSentences,
      remote: offerSentences,
      venue: offerSentences,
      workshop: offerSentences,
    }),
    availability: offerSentences,
    closings: plainTexts,
  }),
);
