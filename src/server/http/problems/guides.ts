import type { ErrorCode } from "../../core/errors.ts";
import type { Texts } from "./problem-texts.ts";

/** What some refusals carry beside `type`, `title`, `status`, `detail`, `code` and `requestId`. */
export type Extra = "errors" | "reason" | "Allow" | "Retry-After" | "RateLimit" | "WWW-Authenticate";

/** For whoever meets a code: what it means, and what to do next. */
export interface Guide {
  readonly meaning: Texts;
  readonly next: Texts;
  readonly with?: readonly Extra[];
}

export type Guides = Readonly<Record<ErrorCode, Guide>>;
