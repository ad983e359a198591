import { type Locale, languageTag } from "./locale.ts";

/** Integer cents as people write a price: `1 250 €`, with two decimals or none. */
export function price(cents: number, currency: string, locale: Locale): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return formatter(
    `price ${locale} ${currency} ${digits}`,
    () =>
      new Intl.NumberFormat(languageTag[locale], {
        style: "currency",
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ).format(cents / 100);
}

export function count(value: number, locale: Locale): string {
  return formatter(`count ${locale}`, () => new Intl.NumberFormat(languageTag[locale])).format(value);
}

/** `one` or `other`: zero is singular in French and plural in English. */
export function plural<Form>(value: number, locale: Locale, forms: { one: Form; other: Form }): Form {
  const rules = formatter(`plural ${locale}`, () => new Intl.PluralRules(locale));
  return rules.select(value) === "one" ? forms.one : forms.other;
}

export function kilometres(distance: number, locale: Locale): string {
  const digits = distance < 10 ? 1 : 0;
  return formatter(
    `km ${locale} ${digits}`,
    () =>
      new Intl.NumberFormat(languageTag[locale], {
        style: "unit",
        unit: "kilometer",
        maximumFractionDigits: digits,
      }),
  ).format(distance);
}

/** A day, e.g. `1er décembre 2026`, in a time zone. */
export function day(instant: string, timeZone: string, locale: Locale): string {
  return dayIn(instant, locale, { timeZone, dateStyle: "long" });
}

/** A day and an hour, e.g. `24 nov. à 18 h 00`; with its year where `now` stands in another one. */
export function moment(instant: string, timeZone: string, locale: Locale, now = instant): string {
  const inYear = (at: string) => dateParts(at, locale, { timeZone, year: "numeric" })[0]?.value;
  const year = inYear(instant) !== inYear(now) && ({ year: "numeric" } as const);
  const dayPart = dayIn(instant, locale, { timeZone, day: "numeric", month: "short", ...year });
  return dayPart + (locale === "fr" ? " à " : ", ") + hour(instant, timeZone, locale);
}

/** A day and an hour in full, e.g. `24 novembre 2026 à 18 h 00`. */
export function fullMoment(instant: string, timeZone: string, locale: Locale): string {
  return (
    day(instant, timeZone, locale) + (locale === "fr" ? " à " : " at ") + hour(instant, timeZone, locale)
  );
}

/** A day and an hour to the second, where the order matters: `24 nov. 2026 à 18 h 05 min 07 s`, in English `24 Nov 2026, 18:05:07`. */
export function exactMoment(instant: string, timeZone: string, locale: Locale): string {
  const options = { timeZone, day: "numeric", month: "short", year: "numeric" } as const;
  const second = dateParts(instant, locale, { timeZone, second: "2-digit", minute: "2-digit" })
    .find(({ type }) => type === "second")
    ?.value.padStart(2, "0");
  const at = hour(instant, timeZone, locale);
  return (
    dayIn(instant, locale, options) +
    (locale === "fr" ? ` à ${at}\u00a0min\u00a0${second}\u00a0s` : `, ${at}:${second}`)
  );
}

/** `18 h 05` in French, its spaces unbreakable; `18:05` in English. */
export function hour(instant: string, timeZone: string, locale: Locale): string {
  const parts = dateParts(instant, locale, {
    timeZone,
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? "";
  return locale === "fr"
    ? `${Number(part("hour"))}\u00a0h\u00a0${part("minute")}`
    : `${part("hour").padStart(2, "0")}:${part("minute")}`;
}

/** French writes the first of a month as an ordinal, and only that one. */
function dayIn(instant: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const ordinal = ({ type, value }: Intl.DateTimeFormatPart) =>
    locale === "fr" && type === "day" && value === "1" ? "1er" : value;
  return dateParts(instant, locale, options).map(ordinal).join("");
}

function dateParts(instant: string, locale: Locale, options: Intl.DateTimeFormatOptions) {
  return dateFormat(languageTag[locale], options).formatToParts(new Date(instant));
}

/** One formatter for each language and each writing, however often it is asked for. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const make = () => new Intl.DateTimeFormat(language, options);
  return formatter(`date ${language} ${JSON.stringify(options)}`, make);
}

/** A wait as people say it, never shorter than it is: `45 secondes`, `3 minutes`, `2 heures`. */
export function duration(seconds: number, locale: Locale): string {
  const [value, unit] =
    seconds <= 90
      ? [Math.max(1, Math.ceil(seconds)), "second"]
      : seconds <= 5_400
        ? [Math.ceil(seconds / 60), "minute"]
        : [Math.ceil(seconds / 3_600), "hour"];
  return formatter(
    `duration ${locale} ${unit}`,
    () => new Intl.NumberFormat(languageTag[locale], { style: "unit", unit, unitDisplay: "long" }),
  ).format(value);
}

/** How much a file weighs, e.g. `34 ko`, `1,2 Mo`. */
export function fileSize(bytes: number, locale: Locale): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.ceil(bytes / 1_000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return formatter(
    `size ${locale} ${unit}`,
    () =>
      new Intl.NumberFormat(languageTag[locale], {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: 1,
      }),
  ).format(value as number);
}

const formatters = new Map<string, unknown>();

/** Intl's formatters are slow to make and quick to use. */
function formatter<Formatter>(key: string, make: () => Formatter): Formatter {
  let known = formatters.get(key) as Formatter | undefined;
  if (known === undefined) {
    known = make();
    formatters.set(key, known);
  }
  return known;
}
