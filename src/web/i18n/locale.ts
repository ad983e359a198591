export { type Locale, languageTag, locales } from "../../shared/locale.ts";
export { localeOf } from "../../shared/page-paths.ts";
