import { expect, test } from "vitest";
import type { Plant } from "../../tests/security/plants/plant.ts";
import { changesDatabase, chosenPlants, UNSEEN } from "./choice.ts";

const plant = (rows: string[], file: string): Plant => ({
  rows,
  does: "fails",
  changes: [{ file, text: "a", instead: "b" }],
});
const page = plant(["2"], "src/web/root.tsx");
const both = plant(["3", "4"], "src/server/a.ts");
const last = plant(["5"], "migrations/0001.sql");

test("a row brings every change that stands for it, all rows bring all; pages come last", () => {
  const all = [page, both, last];
  expect(chosenPlants(all, [], () => false)).toEqual([both, last, page]);
  expect(chosenPlants(all, ["4", "2"], () => false)).toEqual([both, page]);
  expect(() => chosenPlants(all, ["9"], () => false)).toThrow("row 9 has no plant");
});

test("a run that was stopped goes on with what was not seen", () => {
  expect(chosenPlants([page, both, last], [UNSEEN], (one) => one === both)).toEqual([last, page]);
});

test("what the template of the tests' database is made of is known", () => {
  expect([page, both, last].map(changesDatabase)).toEqual([false, false, true]);
  expect(changesDatabase(plant(["1"], "src/server/platform/migrations.ts"))).toBe(true);
  expect(changesDatabase(plant(["1"], "src/server/features/audit/manifest.ts"))).toBe(true);
});
