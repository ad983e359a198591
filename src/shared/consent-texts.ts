import type { Locale } from "./locale.ts";
import { typeset } from "./typography.ts";

/** The words by which pages ask for a consent: who agreed is shown later to what, so they stand where both can read them. */
export const consentTexts = typeset({
  offer: {
    fr: "Si mon offre est retenue, donner mes coordonnées au client",
    en: "If my offer is accepted, give my contact details to the client",
  },
  award: {
    fr: "Donner mes coordonnées et l’adresse d’intervention à ce prestataire",
    en: "Give my contact details and the work address to this provider",
  },
  share: { fr: "Donner mes coordonnées", en: "Give my contact details" },
  alerts: {
    fr: "Vous êtes alerté des nouvelles missions que ces recherches trouvent, une seule fois par mission.",
    en: "You are alerted to new projects that these searches find, once for each project.",
  },
});

/** Below the first two. */
export const consentHint = typeset({
  fr: "Personne d’autre ne les voit, et vous pourrez revenir sur cet accord.",
  en: "Nobody else sees them, and you can change your mind later.",
});

export type ConsentText = keyof typeof consentTexts;

/** All that a page says where it asks for this consent. */
export function consentTextOf(name: ConsentText, locale: Locale): string {
  const text = consentTexts[name][locale];
  return name === "offer" || name === "award" ? `${text}\n${consentHint[locale]}` : text;
}
