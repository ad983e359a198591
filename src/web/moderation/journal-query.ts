import { readMoment } from "../lib/moment-text.ts";

/** The filters of the log, by their names in the page's address and in the API's. */
export const journalFilters = [
  "action",
  "result",
  "actorId",
  "partyId",
  "resourceType",
  "resourceId",
] as const;
/** Moments, typed by the device's clock. */
export const journalMoments = ["from", "to"] as const;

/** The API's address for what the page's address asks for; what is empty, or no moment, is left out. */
export function journalPath(parameters: URLSearchParams): string {
  const query = new URLSearchParams();
  for (const name of journalFilters) {
    const value = parameters.get(name)?.trim() ?? "";
    if (value !== "") query.set(name, value);
  }
  for (const name of journalMoments) {
    const moment = readMoment(parameters.get(name) ?? "");
    if (moment !== null) query.set(name, moment.toISOString());
  }
  const text = query.toString();
  return text === "" ? "/admin/audit-events" : `/admin/audit-events?${text}`;
}
