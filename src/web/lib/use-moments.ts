import { fullMoment, moment } from "./format.ts";
import { useLocale, useSite } from "./use-page.ts";
import { readersZone, zoneNote } from "./zones.ts";

/**
 * Times as sentences need them, in the site's zone: in a browser whose clock says otherwise with both zones named, of
 * another year with that. On the server nobody knows the reader's: on public pages the page's script adds it to each
 * `time[data-hour]`.
 */
export function useMoments() {
  const { timeZone } = useSite();
  const locale = useLocale();
  const reader = typeof document === "undefined" ? null : readersZone();
  const now = typeof document === "undefined" ? undefined : new Date().toISOString();
  const noted = (write: typeof moment) => (instant: string) =>
    write(instant, timeZone, locale, now) + zoneNote(instant, timeZone, reader, locale);
  return { moment: noted(moment), fullMoment: noted(fullMoment) };
}
