import type { Locale } from "./locale.ts";

/** Where a search is a feed (Atom), by the parameters of the API's `GET /missions`. */
export const searchFeedPaths = {
  fr: "/recherche.atom",
  en: "/en/search.atom",
} as const satisfies Record<Locale, string>;

/** Where a mission's picture for shared links is (PNG), the same in each language. */
export const missionPicturePath = (id: string): string => `/missions/${id}/apercu.png`;

/** The public keys that have signed records and receipts, those of before included (JWKS). */
export const recordKeysPath = "/.well-known/swideal-record-keys.json";
