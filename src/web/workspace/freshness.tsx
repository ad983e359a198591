import { reading } from "../i18n/reading.ts";
import { working } from "../i18n/working.ts";
import { useTexts } from "../lib/use-page.ts";
import type { ApiError } from "../session/api-client.ts";

interface FreshnessProps {
  /** The mission is no longer shown to this reader. */
  readonly gone?: boolean;
  /** Why the last look at what this page shows failed; null when it did not. */
  readonly error: ApiError | null;
}

/** Says when what the page shows may no longer be so. */
export function Freshness({ gone = false, error }: FreshnessProps) {
  const general = useTexts(working);
  const texts = useTexts(reading);
  const text = gone ? texts.gone : error === null ? null : general.notFresh;
  return (
    <div role="status">
      {text === null ? null : <p className={gone ? "notice danger" : "notice"}>{text}</p>}
    </div>
  );
}
