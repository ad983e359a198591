import { localeOf } from "../i18n/locale.ts";
import { readersZone, zoneNote } from "../lib/zones.ts";

/** Adds to each time of a public page, which stands in the site's zone, what a reader elsewhere needs. */
export function nameZones(place: ParentNode): void {
  const site = document.body.dataset.timeZone;
  if (site === undefined) return;
  const reader = readersZone();
  for (const time of place.querySelectorAll<HTMLTimeElement>("time[data-hour]")) {
    if (time.dataset.hour === "named") continue;
    time.dataset.hour = "named";
    time.append(zoneNote(time.dateTime, site, reader, localeOf(location.pathname)));
  }
}
