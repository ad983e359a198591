import { describe, expect, it } from "vitest";
import { zoneName, zoneNote } from "./zones.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const WINTER = "2026-12-05T14:00:00.000Z";
const NIGHT = "2026-12-05T22:30:00.000Z";

describe("a time", () => {
  it("says nothing of zones to whoever's clock says the same, whatever their zone is called", () => {
    for (const reader of ["Europe/Paris", "Europe/Brussels", "Africa/Lagos"])
      expect(zoneNote(WINTER, "Europe/Paris", reader, "fr")).toBe("");
    expect(zoneNote(WINTER, "Europe/Paris", null, "fr")).toBe("");
    // In summer Lagos and Paris differ.
    expect(zoneNote("2026-07-05T14:00:00.000Z", "Europe/Paris", "Africa/Lagos", "en")).not.toBe("");
  });

  it("names both zones, and the reader's own time, where clocks differ", () => {
    expect(plain(zoneNote(WINTER, "Europe/Paris", "Indian/Reunion", "fr"))).toMatch(
      /^, heure de Paris \(18.?[:h].?00, heure de La Réunion\)$/,
    );
    expect(plain(zoneNote(WINTER, "Europe/Paris", "America/Guadeloupe", "en"))).toBe(
      ", Paris time (10:00, Guadeloupe time)",
    );
    expect(plain(zoneNote(WINTER, "Indian/Reunion", "Europe/Paris", "en"))).toBe(
      ", Réunion time (15:00, Paris time)",
    );
  });

  it("gives the reader's day too where it is another one", () => {
    expect(plain(zoneNote(NIGHT, "Europe/Paris", "Indian/Reunion", "en"))).toBe(
      ", Paris time (6 Dec, 02:30, Réunion time)",
    );
  });
});

describe("a zone", () => {
  it("has a name in both languages, its own or the one that Intl knows", () => {
    expect([zoneName("Pacific/Noumea", "fr"), zoneName("Pacific/Noumea", "en")]).toEqual([
      "heure de Nouméa",
      "Nouméa time",
    ]);
    expect(zoneName("Asia/Tokyo", "fr")).toMatch(/Japon/);
    expect(zoneName("UTC", "en")).toMatch(/GMT|UTC/);
  });
});
