import { spaced } from "../../shared/typography.ts";
import type { Locale } from "./locale.ts";

export type Dictionary<Texts> = Readonly<Record<Locale, Texts>>;

/**
 * Both languages of one area, with the same keys. French gets its no-break spaces here, so that
 * the texts can be written with the keyboard's own space.
 */
export function dictionary<Texts extends object>(fr: Texts, en: NoInfer<Texts>): Dictionary<Texts> {
  return { fr: spaced(fr), en };
}
