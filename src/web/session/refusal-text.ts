import type { Locale } from "../i18n/locale.ts";
import { working } from "../i18n/working.ts";
import { duration } from "../lib/format.ts";
import type { ApiError } from "./api-client.ts";

/** A refusal as a sentence, with how long to wait where the API says so. */
export function refusalText(
  error: Pick<ApiError, "code" | "status" | "detail" | "retryAfterSeconds">,
  locale: Locale,
): string {
  const texts = working[locale];
  const { code, status, detail, retryAfterSeconds } = error;
  if (status === 0) return texts.networkFailed;
  if (code === "rate_limited" && retryAfterSeconds !== null) {
    return texts.tooMany(duration(retryAfterSeconds, locale));
  }
  // A proxy's answer has no sentence of ours.
  return detail || texts.unavailable;
}
