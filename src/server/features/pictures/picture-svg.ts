import { drawable } from "./drawable.ts";
import { linesOf } from "./wrapped.ts";

export const WIDTH = 1_200;
export const HEIGHT = 630;
const MARGIN = 80;
const TEXT_WIDTH = WIDTH - 2 * MARGIN;
/** The first that lets the title pass in as many lines; the last cuts it. */
const SIZES = [
  { size: 84, lines: 3 },
  { size: 68, lines: 4 },
  { size: 56, lines: 5 },
] as const;
const LINE = 1.2;

/** Raised with each change of what a picture looks like: those made before are made again. */
export const PICTURE_VERSION = 2;

export interface Pictured {
  readonly title: string;
  /** Absent for work that is done from anywhere. */
  readonly town: string | null;
  readonly siteName: string;
}

/** A mission as where it is shared shows it: its title and town, in no language but the client's. SVG 1.1. */
export function pictureSvg({ title, town, siteName }: Pictured): string {
  const { size, lines } = titleLines(drawable(title));
  const first = 172 + size * 0.76;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#0b4f46"/>`,
    `<rect y="${HEIGHT - 16}" width="${WIDTH}" height="16" fill="#ffbd66"/>`,
    LOGO,
    `<text x="${MARGIN + 84}" y="112" font-size="42" ${BOLD} fill="#ffffff">${escaped(siteName)}</text>`,
    ...lines.map(
      (line, at) =>
        `<text x="${MARGIN}" y="${first + at * size * LINE}" font-size="${size}" ${BOLD} fill="#ffffff">${escaped(line)}</text>`,
    ),
    town === null
      ? ""
      : `<text x="${MARGIN}" y="566" font-size="40" ${PLAIN} fill="#d3ebe5">${escaped(linesOf(town, TEXT_WIDTH / 40, 1)[0] ?? "")}</text>`,
    "</svg>",
  ].join("");
}

function titleLines(title: string): { size: number; lines: readonly string[] } {
  for (const { size, lines: most } of SIZES) {
    const lines = linesOf(title, TEXT_WIDTH / size, most + 1);
    if (lines.length <= most) return { size, lines };
  }
  const last = SIZES[SIZES.length - 1] as (typeof SIZES)[number];
  return { size: last.size, lines: linesOf(title, TEXT_WIDTH / last.size, last.lines) };
}

const BOLD = 'font-family="DejaVu Sans Condensed" font-weight="700"';
const PLAIN = 'font-family="DejaVu Sans Condensed"';

/** As `web/components/logo.tsx`, 64 pixels wide. */
const LOGO = `<g transform="translate(${MARGIN} 64) scale(2)"><rect width="32" height="32" rx="9" fill="#e0f0ec"/><rect x="7" y="8" width="4.5" height="16" rx="2.25" fill="#0b5d52"/><rect x="13.75" y="12.5" width="4.5" height="11.5" rx="2.25" fill="#0b5d52"/><rect x="20.5" y="17" width="4.5" height="7" rx="2.25" fill="#96500a"/></g>`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** What XML does not hold is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>]/g, (character) => ENTITIES[character] as string);
