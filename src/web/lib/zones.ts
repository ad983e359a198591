import { type Locale, languageTag } from "../i18n/locale.ts";
import { zones } from "../i18n/zones.ts";
import { dateFormat, hour, moment } from "./format.ts";

/** The time zone of this browser. */
export const readersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the time of a zone is called: `heure de La Réunion`, `Paris time`. */
export function zoneName(zone: string, locale: Locale): string {
  const known = zones[locale][zone];
  if (known !== undefined) return known;
  const named = dateFormat(languageTag[locale], { timeZone: zone, timeZoneName: "longGeneric" });
  return named.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/**
 * What is to be added to a time that stands in the site's zone: nothing where the reader's clock says the same at
 * that moment, else the names of both zones and the reader's time.
 */
export function zoneNote(instant: string, site: string, reader: string | null, locale: Locale): string {
  if (reader === null || face(instant, site) === face(instant, reader)) return "";
  const sameDay = face(instant, site).slice(0, 10) === face(instant, reader).slice(0, 10);
  const there = (sameDay ? hour : moment)(instant, reader, locale);
  return `, ${zoneName(site, locale)} (${there}, ${zoneName(reader, locale)})`;
}

/** What a clock on a wall of that zone says, the day first. */
function face(instant: string, timeZone: string): string {
  const options = { timeZone, dateStyle: "short", timeStyle: "medium" } as const;
  return dateFormat("en-GB", options).format(new Date(instant));
}
