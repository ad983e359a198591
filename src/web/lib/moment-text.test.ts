import { describe, expect, it } from "vitest";
import { readMoment } from "./moment-text.ts";

describe("a moment from a field", () => {
  it("is the device's time, also in a year of five or six digits", () => {
    const year = (text: string) => readMoment(text)?.getFullYear();
    expect(readMoment("2026-12-01T10:00")).toEqual(new Date(2026, 11, 1, 10));
    expect([year("2020-02-29T00:00"), year("20266-12-01T10:00"), year("275000-01-01T00:00")]).toEqual([
      2020, 20_266, 275_000,
    ]);
  });

  it.each(["", "2026", "demain", "2026-13-01T10:00", "999999-01-01T00:00", "2026-12-01T25:00"])(
    "is none in %j",
    (text) => {
      expect(readMoment(text)).toBeNull();
    },
  );
});
