/** An instant with what it is about: RFC 5545 calls it an event without a duration. */
export interface CalendarEvent {
  /** The same for the same thing, also when its time moves. */
  readonly uid: string;
  readonly at: Date;
  readonly summary: string;
  readonly url: string;
  readonly changedAt: Date;
}

export interface WrittenCalendar {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
}

/** RFC 5545, with what programs know besides of a calendar's name and how often to look (RFC 7986). */
export function writeCalendar({ name, events }: WrittenCalendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Swideal//Deadlines//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${text(event.uid)}`,
      `DTSTAMP:${utc(event.changedAt)}`,
      `LAST-MODIFIED:${utc(event.changedAt)}`,
      `DTSTART:${utc(event.at)}`,
      `SUMMARY:${text(event.summary)}`,
      `URL:${event.url}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** Section 3.3.11; a control character is no text. */
export const text = (value: string): string =>
  value
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");

const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const LONGEST_LINE = 75;

/** Section 3.1: lines of 75 octets at most, each further one after a space; never within a character. */
export function folded(line: string): string {
  let written = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      written += "\r\n ";
      octets = 1;
    }
    written += character;
    octets += size;
  }
  return written;
}
