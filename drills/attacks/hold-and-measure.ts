import type { DrillReport } from "../drill.ts";
import { attackSlowly, type SlowAttack, type SlowOutcome } from "./slow-clients.ts";
import type { Tool } from "./tools.ts";

/** How much longer the others may wait under attack, at the 99th percentile. */
const MOST_RATIO = 2;
const PATHS = ["/api/v1/missions", "/recherche"];

/** Attacks and reports whether the others lost an answer or waited longer. */
export async function holdAndMeasure(
  report: DrillReport,
  tool: Tool,
  url: string,
  attack: SlowAttack,
): Promise<SlowOutcome> {
  let outcome = await attackSlowly(tool, url, attack, PATHS);
  if (outcome.pages.some(({ ratio }) => ratio > MOST_RATIO)) {
    report.note(`${attack}: measured once more, for something else may have held the processor`);
    outcome = await attackSlowly(tool, url, attack, PATHS);
  }
  const { pages, lost } = outcome;
  const few = lost.slice(0, 5).join("; ");
  report.check(`${attack}: the others get every answer`, lost.length === 0, few || "none lost");
  for (const { path, ratio, quiet, attacked } of pages) {
    const list = (times: number[]) => times.map((time) => time.toFixed(1)).join(", ");
    const seen = `× ${ratio.toFixed(2)} (p99 in ms: quiet ${list(quiet)}; attacked ${list(attacked)})`;
    report.check(
      `${attack}: the others' p99 on ${path} stays within ${MOST_RATIO}`,
      ratio <= MOST_RATIO,
      seen,
    );
  }
  return outcome;
}
