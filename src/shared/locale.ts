export const locales = ["fr", "en"] as const;
export type Locale = (typeof locales)[number];

/** The tag for Intl: French of France, English with the day before the month. */
export const languageTag: Readonly<Record<Locale, string>> = { fr: "fr-FR", en: "en-GB" };
