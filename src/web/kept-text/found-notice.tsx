import { keptText } from "../i18n/kept-text.ts";
import { moment } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import type { KeptText } from "./use-kept-text.ts";

/** Says above a form that what stands in it was found again, and lets the person be rid of it. */
export function FoundNotice({ text }: { readonly text: Pick<KeptText<object>, "foundFrom" | "discard"> }) {
  const texts = useTexts(keptText);
  const locale = useLocale();
  const { timeZone } = useSite();
  return (
    <div role="status">
      {text.foundFrom === null ? null : (
        <p className="notice found">
          {texts.found(moment(text.foundFrom.toISOString(), timeZone, locale))}{" "}
          <button className="plain" type="button" onClick={text.discard}>
            {texts.discard}
          </button>
        </p>
      )}
    </div>
  );
}
