import type { Locale } from "../../shared/locale.ts";

export { type Locale, languageTag, locales } from "../../shared/locale.ts";

/** The language stands in the URL and nowhere else: English lives under /en. */
export function localeOf(pathname: string): Locale {
  return pathname === "/en" || pathname.startsWith("/en/") ? "en" : "fr";
}
