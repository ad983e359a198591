/**
 * The moment that `<input type="datetime-local">` holds, in the device's time; null for none. The field takes years of
 * five and six digits, which ECMAScript reads with a sign and six digits alone.
 */
export function readMoment(text: string): Date | null {
  const [, year, rest] = /^(\d{4,6})(-.*)$/.exec(text) ?? [];
  if (year === undefined) return null;
  const time = Date.parse(year.length > 4 ? `+${year.padStart(6, "0")}${rest}` : text);
  return Number.isNaN(time) ? null : new Date(time);
}
