import fc from "fast-check";
import { expect, test } from "vitest";
import { type Dated, type Keep, outlived } from "./retention.ts";

const DAY = 24 * 3_600_000;
const now = Date.parse("2026-12-01T03:30:00Z");
const usual: Keep = { days: 30, weeks: 8, months: 12 };

const keeps = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  weeks: fc.integer({ min: 0, max: 12 }),
  months: fc.integer({ min: 0, max: 24 }),
});
const backups = fc
  .array(fc.record({ age: fc.integer({ min: -2 * DAY, max: 900 * DAY }), good: fc.boolean() }), {
    maxLength: 60,
  })
  .map((all) => all.map(({ age, good }, n): Dated => ({ id: String(n), at: now - age, good })));
const left = (all: readonly Dated[], keep: Keep, at = now) => {
  const gone = new Set(outlived(all, keep, at));
  return all.filter(({ id }) => !gone.has(id));
};
const newest = (all: readonly Dated[]) =>
  all.reduce<Dated | null>((a, b) => (a === null || a.at < b.at ? b : a), null);

test("the last good one is kept, whatever there is besides and whatever is asked for", () => {
  fc.assert(
    fc.property(backups, keeps, (all, keep) => {
      const good = (some: readonly Dated[]) => newest(some.filter((one) => one.good))?.at;
      expect(good(left(all, keep))).toBe(good(all));
    }),
  );
});

test("nothing of the days that are kept goes, good or not", () => {
  fc.assert(
    fc.property(backups, keeps, (all, keep) => {
      const young = all.filter(({ at }) => now - at < keep.days * DAY);
      expect(left(all, keep)).toEqual(expect.arrayContaining(young));
    }),
  );
});

test("a second look at the same moment takes nothing more", () => {
  fc.assert(
    fc.property(backups, keeps, (all, keep) => {
      const once = left(all, keep);
      expect(left(once, keep)).toEqual(once);
    }),
  );
});

test("what is kept beyond the days is good, and not more than was asked for", () => {
  fc.assert(
    fc.property(backups, keeps, (all, keep) => {
      const old = left(all, keep).filter(({ at }) => now - at >= keep.days * DAY);
      expect(old.every(({ good }) => good)).toBe(true);
      expect(old.length).toBeLessThanOrEqual(keep.weeks + keep.months + 1);
    }),
  );
});

test("with one a day, looked at each day for three years, each day, week and month that is kept has its own", () => {
  let all: Dated[] = [];
  for (let day = 0; day < 3 * 365; day++) {
    const at = now + day * DAY;
    all = left([...all, { id: String(day), at, good: true }], usual, at);
    const ages = all.map((one) => Math.round((at - one.at) / DAY));
    for (let age = 0; age < Math.min(30, day + 1); age++) expect(ages).toContain(age);
    if (day < 400) continue;
    for (let week = 1; week < 8; week++) expect(ages.some((age) => Math.abs(age - week * 7) <= 7)).toBe(true);
    const months = new Set(all.map((one) => new Date(one.at).toISOString().slice(0, 7)));
    expect(months.size).toBe(12);
    expect(all.length).toBeLessThanOrEqual(30 + 8 + 12);
  }
});

test("31 days of which no backup was good leave the one from before them", () => {
  const old: Dated = { id: "good", at: now - 32 * DAY, good: true };
  const bad = Array.from(
    { length: 31 },
    (_, n): Dated => ({ id: `bad ${n}`, at: now - n * DAY, good: false }),
  );
  expect(outlived([old, ...bad], { days: 30, weeks: 0, months: 0 }, now)).toEqual(["bad 30"]);
});
