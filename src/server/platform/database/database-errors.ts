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

/** What the client of the database has thrown; the same words from anybody else mean something else. */
const fromDatabase = new WeakSet<object>();

/** To be called with whatever the database's client throws. Returns it. */
export function ofDatabase<E>(error: E): E {
  if (typeof error === "object" && error !== null) fromDatabase.add(error);
  return error;
}

/** It is known to say nothing, and left alone until it does. */
export class DatabaseSilent extends Error {
  override readonly name = "DatabaseSilent";

  constructor() {
    super("the database does not answer");
    ofDatabase(this);
  }
}

/** Whether PostgreSQL could not write for want of space. */
export const saysDiskFull = (error: unknown): boolean => codeOf(error) === "53100";

/** Whether a statement was not carried out because one before it in its transaction had failed. */
export const saysAborted = (error: unknown): boolean => codeOf(error) === "25P02";

const OVERLOADED = new Set(["57014", "55P03", "53300", "40P01", "40001"]);
/** Connection, resources, shutdown, system, read only, refused at the door, idle in a transaction too long. */
const UNAVAILABLE = /^(08\w{3}|53\w{3}|57P0[1-5]|58\w{3}|25006|28\w{3}|3D000|25P03)$/;
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg and its pool say of a connection that cannot be had or was lost; they give no codes. */
const WITHOUT_CONNECTION =
  /timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|not queryable|has been discarded|after calling end on the pool/;
/** Kysely's own words, once the program closes. */
const CLOSED = "driver has already been destroyed";

/**
 * What the caller should be told when PostgreSQL could not do its work: `overloaded` for a lock, a
 * time limit or a deadlock, `unavailable` when it is not there; null when the program is at fault, or
 * anything else than the database.
 */
export function databaseRefusal(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof DatabaseSilent || error.message === CLOSED) return unavailable(error);
  if (!fromDatabase.has(error)) return null;
  const code = codeOf(error);
  if (code !== undefined && OVERLOADED.has(code)) {
    return new AppError("overloaded", { retryAfterSeconds: 1, cause: error });
  }
  // PostgreSQL ends a connection with FATAL, whatever its reason.
  const ended = "severity" in error && error.severity === "FATAL";
  const lost = code !== undefined && (UNAVAILABLE.test(code) || UNREACHABLE.test(code));
  return ended || lost || WITHOUT_CONNECTION.test(error.message) ? unavailable(error) : null;
}

const unavailable = (cause: Error) => new AppError("unavailable", { retryAfterSeconds: 2, cause });
