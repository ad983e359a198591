import { createRequire } from "node:module";
import { AppError } from "../../core/errors.ts";

/** What is used of `@resvg/resvg-js`, which has a binary for each system. */
interface Renderer {
  readonly Resvg: new (
    svg: string,
    options: {
      readonly font: {
        readonly loadSystemFonts: boolean;
        readonly fontFiles: readonly string[];
        readonly defaultFontFamily: string;
      };
    },
  ) => { render(): Drawn };
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

/** Holds up its thread for some 100 ms, most of it for the PNG. Throws `unavailable` on a system without a binary. */
export function draw(svg: string): Drawn {
  const { Resvg } = loadRenderer();
  const fontFiles = FONTS.map((file) => require.resolve(file));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: "DejaVu Sans Condensed" };
  return new Resvg(svg, { font }).render();
}

/** Throws `unavailable` on a system without a binary. */
export function loadRenderer(): Renderer {
  try {
    return require("@resvg/resvg-js") as Renderer;
  } catch (cause) {
    throw new AppError("unavailable", { cause });
  }
}
