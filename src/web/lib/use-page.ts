import { useLocation, useRouteLoaderData } from "react-router";
import type { Site } from "../../server/http/pages/web-pages-contract.ts";
import type { Dictionary } from "../i18n/dictionary.ts";
import { type Locale, localeOf } from "../i18n/locale.ts";

/** What the root's loader gives to every page. */
export interface RootData {
  readonly site: Site;
  /** The public pages' script; absent from interactive pages, where React does its work. */
  readonly script: string;
}

/** Absent only while an error page is shown for a request whose root loader failed. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData("root") as RootData | undefined;
}

export function useSite(): Site {
  return useRootData()?.site ?? { publicUrl: "", currency: "EUR", timeZone: "Europe/Paris", demo: false };
}

export function useLocale(): Locale {
  return localeOf(useLocation().pathname);
}

/**
 * The attributes of an element that shows what a person typed. Which language that is nobody asked: it is taken for
 * the place's own, French, on English pages too, so that it is read out and hyphenated as such; its direction is its own.
 */
export function useUserText(): { readonly lang?: "fr"; readonly dir: "auto" } {
  return useLocale() === "fr" ? { dir: "auto" } : { lang: "fr", dir: "auto" };
}

export function useTexts<Texts>(texts: Dictionary<Texts>): Texts {
  return texts[useLocale()];
}
