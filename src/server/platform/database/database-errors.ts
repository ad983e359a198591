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
/** Connection, resources, shutdown, system, read only, refused at the door, idle in a transaction too long. */
const UNAVAILABLE = /^(08\w{3}|53\w{3}|57P0[1-5]|58\w{3}|25006|28\w{3}|3D000|25P03)$/;
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg, its pool and Kysely say of a connection that cannot be had or was lost; they give no codes. */
const WITHOUT_CONNECTION =
  /timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|not queryable|has been discarded|after calling end on the pool|driver has already been destroyed/;

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
  // PostgreSQL ends a connection with FATAL, whatever its reason.
  const ended = error instanceof Error && "severity" in error && error.severity === "FATAL";
  if (
    ended ||
    (code !== undefined && (UNAVAILABLE.test(code) || UNREACHABLE.test(code))) ||
    WITHOUT_CONNECTION.test(message)
  ) {
    return new AppError("unavailable", { retryAfterSeconds: 2, cause: error });
  }
  return null;
}
