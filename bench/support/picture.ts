import { type Answer, reached } from "./question.ts";
import { figure, wantedText } from "./report.ts";

const WIDTH = 960;
const LABEL = 440;
const BARS = 330;
const LINE = 26;
const TOP = 64;
/** A bar ends here however much better the figure is. */
const MOST = 2;

/** How good a figure is: 1 is what was wanted, 2 twice as good. */
export function goodness({ measured, wanted }: Answer): number | null {
  if (wanted === null) return null;
  return "atLeast" in wanted ? measured / wanted.atLeast : wanted.atMost / measured;
}

/**
 * One bar for each figure that has a wanted one, as long as it is good; the line is what was wanted. SVG that takes
 * its colours from whether the reader likes light or dark, and says in words what the colours say.
 */
export function picture(answers: readonly Answer[], caption: string): string {
  const drawn = answers.filter(({ wanted }) => wanted !== null);
  const height = TOP + drawn.length * LINE + 20;
  const line = LABEL + BARS / MOST;
  const bars = drawn.map((answer, index) => {
    const y = TOP + index * LINE;
    const length = (Math.min(goodness(answer) ?? 0, MOST) / MOST) * BARS;
    const isReached = reached(answer) === true;
    const said = `${figure(answer.measured, answer.unit)} (${wantedText(answer.wanted, answer.unit)}${isReached ? "" : ", missed"})`;
    return [
      `<text class="label" x="${LABEL - 10}" y="${y + 16}">${escapeXml(answer.what)}</text>`,
      `<rect class="${isReached ? "reached" : "missed"}" x="${LABEL}" y="${y + 4}" width="${Math.max(length, 1).toFixed(1)}" height="16" rx="2"/>`,
      `<text x="${LABEL + BARS + 10}" y="${y + 16}">${escapeXml(said)}</text>`,
    ].join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
<title id="title">Measured against wanted: longer is better, the line is what was wanted</title>
<style>
  svg { background: #ffffff; font: 12px system-ui, sans-serif }
  text { fill: #1d2433 } .label { text-anchor: end } .heading { font-size: 15px; font-weight: 600 }
  .reached { fill: #1a7f5a } .missed { fill: #c2570c } .wanted { stroke: #1d2433; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) {
    svg { background: #12161f }
    text { fill: #e6e9f0 } .reached { fill: #3fbf8f } .missed { fill: #f0914a } .wanted { stroke: #e6e9f0 }
  }
</style>
<text class="heading" x="20" y="26">Measured against wanted: longer is better, the line is what was wanted</text>
<text x="20" y="46">${escapeXml(caption)}</text>
${bars.join("\n")}
<line class="wanted" x1="${line}" x2="${line}" y1="${TOP - 4}" y2="${height - 12}"/>
</svg>
`;
}

function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] as string,
  );
}
