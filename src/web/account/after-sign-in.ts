import { useSearchParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { ownAddress } from "../lib/own-address.ts";
import { useLocale, useSite } from "../lib/use-page.ts";

/** Where a person wanted to go: an address of ours, never another site's. */
export function useNext(): string {
  const locale = useLocale();
  const { publicUrl } = useSite();
  const [parameters] = useSearchParams();
  const next = parameters.get("next") ?? "";
  return (next === "" ? null : ownAddress(next, publicUrl)) ?? pathTo(locale, "feed");
}
