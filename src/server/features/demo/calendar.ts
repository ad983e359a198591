import { withDe } from "./french.ts";

/** French words for the moment at which the work of a mission is wanted. Days are those of UTC. */

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(
  " ",
);
const DAYS = "dimanche lundi mardi mercredi jeudi vendredi samedi".split(" ");
const DAY_MS = 86_400_000;

function monthOf(date: Date): string {
  return MONTHS[date.getUTCMonth()] as string;
}

/** "1er juin", "14 juin". */
export function dayAndMonth(date: Date): string {
  const day = date.getUTCDate();
  return `${day === 1 ? "1er" : day} ${monthOf(date)}`;
}

function nextWeekday(from: Date, weekday: number): Date {
  const ahead = (weekday - from.getUTCDay() + 7) % 7;
  return new Date(from.getTime() + ahead * DAY_MS);
}

/** "samedi 14 juin": the first such weekday (0 is Sunday) on or after the date. */
function namedDay(from: Date, weekday: number): string {
  return `${DAYS[weekday]} ${dayAndMonth(nextWeekday(from, weekday))}`;
}

/** "début avril", "mi-avril", "fin avril", by the third of the month. */
export function partOfMonth(date: Date): string {
  const day = date.getUTCDate();
  if (day <= 10) return `début ${monthOf(date)}`;
  return day <= 20 ? `mi-${monthOf(date)}` : `fin ${monthOf(date)}`;
}

/** The slots about time that every template may use, from the day the work should start. */
export const calendarSlots: Record<string, (workStart: Date) => string> = {
  month: monthOf,
  nextMonth: (start) => MONTHS[(start.getUTCMonth() + 1) % 12] as string,
  ofMonth: (start) => withDe(monthOf(start)),
  when: partOfMonth,
  weekOf: (start) => `la semaine du ${dayAndMonth(nextWeekday(start, 1))}`,
  startDay: (start) => namedDay(start, start.getUTCDay() % 6 === 0 ? 1 : start.getUTCDay()),
  saturday: (start) => namedDay(start, 6),
  sunday: (start) => namedDay(start, 0),
  friday: (start) => namedDay(start, 5),
  laterDate: (start) => dayAndMonth(new Date(start.getTime() + 24 * DAY_MS)),
};
