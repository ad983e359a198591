import type { Locale } from "../i18n/locale.ts";
import { moderation } from "../i18n/moderation.ts";
import { working } from "../i18n/working.ts";
import { duration } from "../lib/format.ts";
import type { ApiError } from "./api-client.ts";

/** A refusal as a sentence, with how long to wait where the API says so. */
export function refusalText(
  error: Pick<ApiError, "code" | "status" | "detail" | "retryAfterSeconds"> & {
    readonly reason?: string | null;
  },
  locale: Locale,
): string {
  const texts = working[locale];
  const { code, status, detail, reason = null, retryAfterSeconds } = error;
  if (status === 0) return texts.networkFailed;
  if (code === "rate_limited" && retryAfterSeconds !== null) {
    return texts.tooMany(duration(retryAfterSeconds, locale));
  }
  if (reason !== null) return `${detail} ${moderation[locale].suspendedReason(reason)}`;
  // A proxy's answer has no sentence of ours.
  return detail || texts.unavailable;
}
