import { typeset } from "../../../shared/typography.ts";
import type { Texts } from "./problem-texts.ts";

/**
 * What is said of fields that people fill in, by the field's name in the API and the error's code. `missing` stands
 * for whatever leaves the field without a usable value: absent, null, of another type, or an empty text.
 */
export const namedFieldTexts: Readonly<Record<string, Readonly<Record<string, Texts>>>> = typeset({
  priceCents: {
    missing: { fr: "Indiquez un prix.", en: "Give a price." },
    too_small: { fr: "{minimum:price} au moins.", en: "{minimum:price} at least." },
    too_big: { fr: "{maximum:price} au plus.", en: "{maximum:price} at most." },
  },
  valueCents: {
    missing: { fr: "Indiquez un montant.", en: "Give an amount." },
    too_small: { fr: "{minimum:price} au moins.", en: "{minimum:price} at least." },
    too_big: { fr: "{maximum:price} au plus.", en: "{maximum:price} at most." },
  },
  durationDays: {
    missing: { fr: "Indiquez un délai, en jours entiers.", en: "Give a duration in whole days." },
    too_small: { fr: "Au moins {minimum|jour|jours}.", en: "At least {minimum|day|days}." },
    too_big: { fr: "{maximum|jour|jours} au plus.", en: "{maximum|day|days} at most." },
  },
  message: { missing: { fr: "Écrivez un message.", en: "Write a message." } },
  text: { missing: { fr: "Écrivez un texte.", en: "Write a text." } },
  reason: { missing: { fr: "Donnez une raison.", en: "Give a reason." } },
  title: { missing: { fr: "Indiquez un titre.", en: "Give a title." } },
  description: { missing: { fr: "Décrivez ce qu’il faut faire.", en: "Describe what is to be done." } },
  // Of a mission and of a report.
  category: { missing: { fr: "Choisissez dans la liste.", en: "Choose from the list." } },
  skills: {
    too_many: {
      fr: "{maximum|compétence|compétences} au plus.",
      en: "{maximum|skill|skills} at most.",
    },
  },
  deadline: {
    missing: { fr: "Indiquez une date limite.", en: "Give a deadline." },
    invalid_format: {
      fr: "Cette date n’existe pas ou n’est pas complète.",
      en: "This date does not exist or is incomplete.",
    },
  },
  budget: { missing: { fr: "Indiquez un budget.", en: "Give a budget." } },
  location: { missing: { fr: "Indiquez une commune.", en: "Give a town." } },
  inseeCode: { missing: { fr: "Indiquez une commune.", en: "Give a town." } },
  email: {
    missing: { fr: "Indiquez une adresse e-mail.", en: "Give an e-mail address." },
    invalid_format: {
      fr: "Cette adresse e-mail n’est pas complète.",
      en: "This e-mail address is not complete.",
    },
  },
  displayName: { missing: { fr: "Indiquez un nom.", en: "Give a name." } },
  name: { missing: { fr: "Indiquez un nom.", en: "Give a name." } },
  password: { missing: { fr: "Indiquez un mot de passe.", en: "Give a password." } },
  newPassword: { missing: { fr: "Indiquez un nouveau mot de passe.", en: "Give a new password." } },
  totp: { missing: { fr: "Indiquez le code.", en: "Give the code." } },
});
