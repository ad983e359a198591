import { useSearchParams } from "react-router";
import { pathTo } from "../i18n/paths.ts";
import { useLocale } from "../lib/use-page.ts";

/** Where a person wanted to go: a path of ours, never another site's. */
export function useNext(): string {
  const locale = useLocale();
  const [parameters] = useSearchParams();
  const next = parameters.get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : pathTo(locale, "feed");
}
