import { WalError } from "./wal-error.ts";

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Throws WalError where it is no moment, or none that everybody reads alike: without its zone. */
export function momentOf(text: string): Date {
  const [, year, month, day] = MOMENT.exec(text) ?? [];
  const moment = year === undefined ? Number.NaN : Date.parse(text.replace(" ", "T"));
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number.isNaN(moment) || Number(day) > last)
    throw new WalError(`"${text}" is no moment with its zone, such as 2026-11-29T10:00:00Z`);
  return new Date(moment);
}
