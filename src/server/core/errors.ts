import type { AuditedActionName } from "./audited-actions.ts";

/**
 * Every refusal that a caller can meet, by its code in the contract. `http/problem.ts` alone knows
 * which status and which sentence goes with a code.
 */
export type ErrorCode =
  | "malformed_request"
  | "malformed_json"
  | "validation_failed"
  | "unknown_field"
  | "invalid_cursor"
  | "contact_details"
  | "unauthenticated"
  | "invalid_credentials"
  | "token_expired"
  | "second_factor_required"
  | "forbidden"
  | "email_not_verified"
  | "suspended"
  | "blocked"
  | "not_found"
  | "method_not_allowed"
  | "not_acceptable"
  | "invalid_transition"
  | "already_awarded"
  | "offer_exists"
  | "price_not_lower"
  | "deadline_passed"
  | "email_taken"
  | "related_offer"
  | "last_owner"
  | "already_answered"
  | "limit_reached"
  | "idempotency_in_progress"
  | "malformed_checkpoint"
  | "contradicted_checkpoint"
  | "unproven_checkpoint"
  | "request_timeout"
  | "precondition_failed"
  | "body_too_large"
  | "unsupported_media_type"
  | "idempotency_key_reused"
  | "headers_too_large"
  | "rate_limited"
  | "overloaded"
  | "unavailable"
  | "internal";

/** One wrong field: `path` is a JSON pointer (RFC 6901) into the body, or into the query by its name. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  /** Bounds and the like, for the sentence shown to the caller. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface ErrorOptions {
  readonly fields?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** In a moderator's words, why; for whom it concerns alone. */
  readonly reason?: string | null;
  readonly cause?: unknown;
  /** What the log of actions holds of the refusal, where that is more than its code and its route tell. */
  readonly attempt?: RefusedAttempt;
}

/** What was tried and refused. `reason` is a word of the program's, never of a caller's. */
export interface RefusedAttempt {
  readonly action: AuditedActionName;
  readonly resource: { readonly type: string; readonly id: string | null };
  readonly reason: string;
}

/** A refusal with a code of the contract. Anything else that is thrown is a fault of the program. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;
  readonly reason: string | null;
  readonly attempt: RefusedAttempt | undefined;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.reason = options.reason ?? null;
    this.attempt = options.attempt;
  }
}

/** A rule over one field that its schema cannot say, e.g. a category that does not exist. */
export function invalidField(path: string, code: string, values?: FieldError["values"]): AppError {
  return new AppError("validation_failed", { fields: [values ? { path, code, values } : { path, code }] });
}

export const notFound = (): AppError => new AppError("not_found");
