import type { SavedQuery } from "../listing/index.ts";

const LONGEST = 200;

const TEXTS = {
  fr: {
    around: (km: string, place: string) => `à moins de ${km} km de ${place}`,
    remote: "à distance",
    all: "Toutes les missions",
    here: "ce point",
  },
  en: {
    around: (km: string, place: string) => `within ${km} km of ${place}`,
    remote: "remote",
    all: "All projects",
    here: "this point",
  },
} as const;

/**
 * What a search is called whose owner has not named it: what it asks for, in the owner's language. Without what turns the
 * reading direction round, as names that people write: it can be written back.
 */
export function nameOf(
  { q, radiusKm, lat, remote }: SavedQuery,
  known: { readonly category: string | null; readonly place: string | null },
  language: "fr" | "en",
): string {
  const texts = TEXTS[language];
  const parts = [
    q === undefined ? null : String(q).replace(/\p{Bidi_Control}/gu, ""),
    known.category,
    lat === undefined
      ? null
      : texts.around(Number(radiusKm).toLocaleString(language), known.place ?? texts.here),
    remote === true ? texts.remote : null,
  ].filter((part) => part !== null);
  const name = parts.length === 0 ? texts.all : parts.join(", ");
  const letters = [...name];
  return letters.length <= LONGEST ? name : `${letters.slice(0, LONGEST - 1).join("")}…`;
}
