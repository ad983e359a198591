import { expect, test } from "vitest";
import { folded, writeCalendar } from "./icalendar.ts";

const event = (summary: string) => ({
  uid: "1.deadline@example.org",
  at: new Date("2026-12-24T17:30:00.999Z"),
  summary,
  url: "https://example.org/missions/1",
  changedAt: new Date("2026-11-30T08:00:00Z"),
});
const linesOf = (summary: string) =>
  writeCalendar({ name: "Échéances", events: [event(summary)] }).split("\r\n");

test("what people wrote is one text, whatever stands in it", () => {
  const lines = linesOf("Peindre; lessiver, \\n poncer\nBEGIN:VALARM\r\nmurs\u0007 & <toit>");
  expect(lines).toContain("SUMMARY:Peindre\\; lessiver\\, \\\\n poncer\\nBEGIN:VALARM\\nmurs  & <toit>");
  expect(lines.filter((line) => line.startsWith("BEGIN:"))).toEqual(["BEGIN:VCALENDAR", "BEGIN:VEVENT"]);
});

test("times are UTC and every line ends as the format wants it", () => {
  const lines = linesOf("Peindre");
  expect(lines).toContain("DTSTART:20261224T173000Z");
  expect(lines.at(-1)).toBe("");
  expect(lines.join("")).not.toContain("\n");
});

test.each([
  ["é".repeat(200)],
  ["🌳".repeat(90)],
  [`${"a".repeat(74)}é${"b".repeat(73)}🌳`],
  ["a".repeat(75)],
])("a long line is folded within 75 octets and never within a character: %s", (text) => {
  const parts = folded(text).split("\r\n");
  for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
  expect(parts.map((part, at) => (at === 0 ? part : part.slice(1))).join("")).toBe(text);
  for (const part of parts.slice(1)) expect(part[0]).toBe(" ");
  expect(folded(text)).not.toContain("\ufffd");
});
