export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];

/** The language stands in the URL and nowhere else: English lives under /en. */
export function localeOf(pathname: string): Locale {
  return pathname === "/en" || pathname.startsWith("/en/") ? "en" : "fr";
}

/** The tag for Intl: French of France, English with the day before the month. */
export const languageTag: Readonly<Record<Locale, string>> = { fr: "fr-FR", en: "en-GB" };
