import { AppError } from "../../core/errors.ts";

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The constraint that a statement violated, or null when the error is of another kind. */
export function violatedConstraint(error: unknown): string | null {
  const code = codeOf(error);
  if (code === undefined || !/^23\d{3}$/.test(code)) return null;
  return (error as { constraint?: string }).constraint ?? null;
}

const OVERLOADED = new Set(["57014", "55P03", "53300", "40P01", "40001"]);
const UNAVAILABLE =
  /^(08\w{3}|57P0[1-5]|53\w{3}|58\w{3}|25006|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;

/**
 * What the caller should be told when PostgreSQL could not do its work: `overloaded` for a lock, a
 * time limit or a deadlock, `unavailable` when it is not there; null when the program is at fault.
 */
export function databaseRefusal(error: unknown): AppError | null {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  if (code !== undefined && OVERLOADED.has(code)) {
    return new AppError("overloaded", { retryAfterSeconds: 1, cause: error });
  }
  if (
    (code !== undefined && UNAVAILABLE.test(code)) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(message)
  ) {
    return new AppError("unavailable", { retryAfterSeconds: 2, cause: error });
  }
  return null;
}
