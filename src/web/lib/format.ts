import { type Locale, languageTag } from "../i18n/locale.ts";

/** Integer cents as people write a price: `1 250 €`, with cents only where there are any. */
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

/** A day, e.g. `mardi 24 novembre 2026`, in the installation's time zone. */
export function day(instant: string, timeZone: string, locale: Locale): string {
  return dates(`day ${locale} ${timeZone}`, locale, { timeZone, dateStyle: "long" }).format(
    new Date(instant),
  );
}

/** A day without its year and an hour, e.g. `24 nov. à 18:00`. */
export function moment(instant: string, timeZone: string, locale: Locale): string {
  const date = new Date(instant);
  const dayPart = dates(`short ${locale} ${timeZone}`, locale, { timeZone, day: "numeric", month: "short" });
  const between = locale === "fr" ? " à " : ", ";
  return dayPart.format(date) + between + hour(instant, timeZone, locale);
}

/** An hour alone, e.g. `18:00`. */
export function hour(instant: string, timeZone: string, locale: Locale): string {
  const options = { timeZone, timeStyle: "short" } as const;
  return dates(`hour ${locale} ${timeZone}`, locale, options).format(new Date(instant));
}

/** A day and an hour in full, e.g. `24 novembre 2026 à 18:00`. */
export function fullMoment(instant: string, timeZone: string, locale: Locale): string {
  return dates(`full ${locale} ${timeZone}`, locale, {
    timeZone,
    dateStyle: "long",
    timeStyle: "short",
  }).format(new Date(instant));
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

function dates(key: string, locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return formatter(key, () => new Intl.DateTimeFormat(languageTag[locale], options));
}
