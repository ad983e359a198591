import { expect, it } from "vitest";
import { goodness, picture } from "./picture.ts";
import type { Answer } from "./question.ts";
import { betweenMarkers, MARKERS, tableRow } from "./report.ts";

const ratio: Answer = {
  what: "feed",
  floor: "pgbench",
  measured: 0.59,
  unit: "ratio",
  wanted: { atLeast: 0.6 },
  details: {},
};
const latency: Answer = {
  what: "search <a | b>",
  floor: null,
  measured: 1.5,
  unit: "ms",
  wanted: { atMost: 3 },
  details: {},
};

it("a row says what was measured, what was wanted and whether it was reached", () => {
  expect(tableRow(ratio)).toBe("| feed | pgbench | 0.59 | ≥ 0.6 | **no** |");
  expect(tableRow(latency)).toBe("| search <a \\| b> | – | 1.50 ms | ≤ 3 ms | yes |");
  expect(tableRow({ ...ratio, wanted: null })).toBe("| feed | pgbench | 0.59 | – |  |");
});

it("what is twice as good as wanted is a bar of twice the length, whichever way is better", () => {
  expect(goodness({ ...ratio, measured: 1.2 })).toBe(2);
  expect(goodness(latency)).toBe(2);
  const widths = Array.from(
    picture([ratio, latency], "").matchAll(/<rect .*?width="([\d.]+)"/g),
    ([, width]) => Number(width),
  );
  expect((widths[1] as number) / (widths[0] as number)).toBeCloseTo(2 / (0.59 / 0.6), 2);
});

it("names in the picture are text, whatever they hold, and colours are said in words too", () => {
  const svg = picture([ratio, latency], "1 & 2");
  expect(svg).toContain("search &lt;a | b&gt;");
  expect(svg).toContain("1 &amp; 2");
  expect(svg).toContain("0.59 (≥ 0.6, missed)");
});

it("a run replaces what the last one wrote into the document, and nothing else", () => {
  const document = `before\n${MARKERS.start}\nold\n${MARKERS.end}\nafter`;
  const written = betweenMarkers(document, "new");
  expect(written).toBe(`before\n${MARKERS.start}\nnew\n${MARKERS.end}\nafter`);
  expect(betweenMarkers(written, "new")).toBe(written);
  expect(() => betweenMarkers("no markers", "new")).toThrow("lacks");
});
