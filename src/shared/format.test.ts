import { describe, expect, it } from "vitest";
import { day, duration, exactMoment, fullMoment, kilometres, moment, plural, price } from "./format.ts";

describe("prices", () => {
  it("keep together, and show cents only where there are any", () => {
    expect(price(125_000, "EUR", "fr")).toBe("1\u202f250\u00a0€");
    expect(price(32_050, "EUR", "fr")).toBe("320,50\u00a0€");
    expect(price(100_000_000, "EUR", "en")).toBe("€1,000,000");
    expect(price(101, "EUR", "en")).toBe("€1.01");
  });
});

describe("times", () => {
  it("are told in the installation's time zone, in summer and in winter", () => {
    expect(moment("2026-11-24T17:00:00.000Z", "Europe/Paris", "fr")).toBe("24 nov. à 18\u00a0h\u00a000");
    expect(moment("2026-07-24T17:00:00.000Z", "Europe/Paris", "fr")).toBe("24 juil. à 19\u00a0h\u00a000");
    expect(moment("2026-12-31T23:30:00.000Z", "Europe/Paris", "en")).toBe("1 Jan, 00:30");
    expect(fullMoment("2026-12-31T23:30:00.000Z", "Indian/Reunion", "fr")).toBe(
      "1er janvier 2027 à 3\u00a0h\u00a030",
    );
  });
});

describe("a moment to the second", () => {
  it("is in the installation's time zone, with its year", () => {
    const said = (locale: "fr" | "en") => exactMoment("2026-11-30T23:05:07.900Z", "Europe/Paris", locale);
    expect(said("fr").replaceAll("\u00a0", " ")).toBe("1er déc. 2026 à 0 h 05 min 07 s");
    expect(said("en")).toBe("1 Dec 2026, 00:05:07");
  });
});

describe("a moment of another year than the reader's", () => {
  const said = (now: string) => moment("2026-12-31T23:30:00.000Z", "Europe/Paris", "fr", now);
  it("says its year, by the installation's time zone", () => {
    expect(said("2026-06-01T00:00:00.000Z")).toBe("1er janv. 2027 à 0\u00a0h\u00a030");
    expect(said("2026-12-31T23:00:00.000Z")).toBe("1er janv. à 0\u00a0h\u00a030");
    expect(moment("2025-03-02T12:00:00.000Z", "UTC", "en", "2026-03-02T12:00:00.000Z")).toBe(
      "2 Mar 2025, 12:00",
    );
  });
});

describe("days", () => {
  it("in French are an ordinal on the first of a month, and on no other day", () => {
    const said = ["2026-12-01", "2026-12-11", "2026-12-21", "2026-12-31"].map((date) =>
      moment(`${date}T12:02:00.000Z`, "UTC", "fr"),
    );
    expect(said.map((text) => text.replaceAll("\u00a0", " "))).toEqual([
      "1er déc. à 12 h 02",
      "11 déc. à 12 h 02",
      "21 déc. à 12 h 02",
      "31 déc. à 12 h 02",
    ]);
    expect(day("2026-12-01T12:00:00.000Z", "UTC", "fr")).toBe("1er décembre 2026");
    expect(day("2026-12-01T12:00:00.000Z", "UTC", "en")).toBe("1 December 2026");
    expect(fullMoment("2026-12-01T00:05:00.000Z", "UTC", "fr")).toBe("1er décembre 2026 à 0\u00a0h\u00a005");
  });
});

describe("waits", () => {
  it("are said in whole units, never shorter than they are", () => {
    const said = [0, 1, 59.2, 90, 91, 3_600, 5_401].map((seconds) => duration(seconds, "fr"));
    expect(said.map((text) => text.replace(/\s/, " "))).toEqual([
      "1 seconde",
      "1 seconde",
      "60 secondes",
      "90 secondes",
      "2 minutes",
      "60 minutes",
      "2 heures",
    ]);
    expect(duration(180, "en")).toBe("3 minutes");
  });
});

describe("numbers", () => {
  it("take the singular for zero in French, the plural in English", () => {
    const forms = { one: "one", other: "other" };
    expect([0, 1, 2].map((value) => plural(value, "fr", forms))).toEqual(["one", "one", "other"]);
    expect([0, 1, 2].map((value) => plural(value, "en", forms))).toEqual(["other", "one", "other"]);
  });

  it("give distances to the hundred metres when near, to the kilometre when far", () => {
    expect(kilometres(3.44, "fr").replace(/\s/, " ")).toBe("3,4 km");
    expect(kilometres(42.6, "fr").replace(/\s/, " ")).toBe("43 km");
  });
});
