import { createRequire } from "node:module";
import { AppError } from "../../core/errors.ts";

/** PNG of an SVG. */
export type Render = (svg: string) => Promise<Buffer>;

/** What is used of `@resvg/resvg-js`, which has a binary for each system. */
interface Resvg {
  renderAsync(
    svg: string,
    options: {
      readonly font: {
        readonly loadSystemFonts: boolean;
        readonly fontFiles: readonly string[];
        readonly defaultFontFamily: string;
      };
    },
  ): Promise<Drawn>;
}

export interface Drawn {
  asPng(): Buffer;
  /** RGBA, line by line from the top. */
  readonly pixels: Buffer;
  readonly width: number;
}

const require = createRequire(import.meta.url);

/** Ours alone, so that a picture is the same whatever is installed on the machine. */
const FONTS = [
  "dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf",
  "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
];

export const renderPng: Render = async (svg) => (await draw(svg)).asPng();

/** Loaded with the first picture; drawn in a thread of its own. Throws `unavailable` on a system without a binary. */
export async function draw(svg: string): Promise<Drawn> {
  const { renderAsync } = load();
  const fontFiles = FONTS.map((file) => require.resolve(file));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: "DejaVu Sans Condensed" };
  return renderAsync(svg, { font });
}

function load(): Resvg {
  try {
    return require("@resvg/resvg-js") as Resvg;
  } catch (cause) {
    throw new AppError("unavailable", { cause });
  }
}
