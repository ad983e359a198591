import { keptText } from "../i18n/kept-text.ts";
import { working } from "../i18n/working.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { ApiError } from "../session/api-client.ts";
import { refusalText } from "../session/refusal-text.ts";
import { askAgain } from "../session/session.ts";
import { Message } from "./message.tsx";

/** Nobody could say who is signed in: that is no sign-out. */
export function Unreachable({ error }: { readonly error: ApiError }) {
  const texts = useTexts(keptText);
  const { retry } = useTexts(working);
  const locale = useLocale();
  return (
    <div role="alert">
      <Message title={texts.unreachableTitle} text={refusalText(error, locale)}>
        <button className="button primary" type="button" onClick={askAgain}>
          {retry}
        </button>
      </Message>
    </div>
  );
}
