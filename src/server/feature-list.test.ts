import { describe, expect, test } from "vitest";
import type { Manifest } from "./core/manifest.ts";
import { featureList } from "./feature-list.ts";
import { features } from "./features.ts";
import { defineFeature } from "./http/features/feature.ts";

const named = (feature: string): Manifest => ({ feature, floor: "market", tables: {} });
const clock = defineFeature(named("clock"), ({ zone }: { zone: string }) => ({
  gives: { now: `noon in ${zone}` },
}));
const diary = defineFeature(named("diary"), ({ now }: { now: string }) => ({
  gives: { page: `${now}: rain` },
}));

describe("a list of features", () => {
  test("opens each with what all are opened with and what those before it give", () => {
    const list = featureList<{ zone: string }>().add(clock).add(diary);
    expect(list.open({ zone: "Paris" }).given).toEqual({
      zone: "Paris",
      now: "noon in Paris",
      page: "noon in Paris: rain",
    });
    expect(list.manifests.map(({ feature }) => feature)).toEqual(["clock", "diary"]);
  });

  test("does not compile when one needs what none before it gives", () => {
    // @ts-expect-error: nobody gives `now` yet.
    const list = featureList<{ zone: string }>().add(diary);
    expect(list.open({ zone: "Paris" }).given).toMatchObject({ page: "undefined: rain" });
  });

  test("refuses that two give the same", () => {
    const other = defineFeature(named("other clock"), () => ({ gives: { now: "midnight" } }));
    const list = featureList<{ zone: string }>().add(clock).add(other);
    expect(() => list.open({ zone: "Paris" })).toThrow("two features give now");
  });
});

test("the server's list names each feature once", () => {
  const names = features.manifests.map(({ feature }) => feature);
  expect(names).toEqual([...new Set(names)]);
});
