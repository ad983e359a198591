/**
 * Everything that can keep the embedded database from starting, each as one line that says what to do next.
 * The line is what an operator reads on standard error; there is nothing else to look up.
 */
export type EmbeddedPostgresErrorCode =
  | "folder_taken"
  | "disk_full"
  | "not_writable"
  | "not_reachable"
  | "package_missing"
  | "version_mismatch"
  | "not_a_cluster"
  | "unknown_user"
  | "start_failed"
  | "ended";

export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message.replace(/\s*\n\s*/g, " "), options);
    this.name = "EmbeddedPostgresError";
    this.code = code;
  }
}

/** Turns a failed file operation on DATA_DIR into its one line; anything unknown is passed on as it came. */
export function fromFileError(error: unknown, dataDir: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return diskFull(dataDir, error);
    case "EACCES":
    case "EPERM":
      return new EmbeddedPostgresError(
        "not_writable",
        `${dataDir} is closed to the user that runs Swideal (${code} at ${path ?? dataDir}): give it to that user with all it contains, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    case "ENOENT":
      // Asked for is only what is to be made; a folder such as /proc takes nothing.
      if ((error as NodeJS.ErrnoException).syscall !== "mkdir") return error;
      return new EmbeddedPostgresError(
        "not_writable",
        `${path ?? dataDir} cannot be made, because its place takes no folders: set DATA_DIR to another one.`,
        { cause: error },
      );
    case "EROFS":
      return new EmbeddedPostgresError(
        "not_writable",
        `${dataDir} lies on a disk that is read-only: set DATA_DIR to a folder that can be written, or mount the disk for writing.`,
        { cause: error },
      );
    case "ENOTDIR":
    case "EEXIST":
      return new EmbeddedPostgresError(
        "not_writable",
        `${path ?? dataDir} is not a folder: move it away, or set DATA_DIR to another folder.`,
        { cause: error },
      );
    default:
      return error;
  }
}

export function diskFull(dataDir: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "disk_full",
    `The disk of ${dataDir} is full: free at least 200 MB there and start again; what was committed is kept.`,
    { cause },
  );
}

export function folderTaken(dataDir: string, processId: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "folder_taken",
    `${dataDir} is in use by another running Swideal (its PostgreSQL is process ${processId}): stop that one first, or set DATA_DIR to another folder.`,
  );
}

/** True when PostgreSQL refused because another server holds, or only just left, the folder. */
export function saysFolderTaken(lines: readonly string[]): boolean {
  return lines.some((line) =>
    /lock file "[^"]*" already exists|could not create lock file .*File exists|pre-existing shared memory block/.test(
      line,
    ),
  );
}

/**
 * Names why initdb or postgres did not come up, from the last lines they wrote.
 * The lines are in English whatever the system's language: the programs run with LC_ALL=C.
 */
export function diagnoseStart(lines: readonly string[], dataDir: string): EmbeddedPostgresError {
  const text = lines.join("\n");
  if (noSpace.test(text)) return diskFull(dataDir);
  if (/could not look up effective user ID/.test(text)) {
    return new EmbeddedPostgresError(
      "unknown_user",
      "The user that runs Swideal has no entry in /etc/passwd, which PostgreSQL needs: add one, or run as another user.",
    );
  }
  const last = lines.findLast((line) => /(PANIC|FATAL|ERROR|error):/.test(line)) ?? lines.at(-1) ?? "nothing";
  return new EmbeddedPostgresError(
    "start_failed",
    `PostgreSQL did not start in ${dataDir}; it said: ${last.trim()}; start again with LOG_LEVEL=debug for its whole log.`,
  );
}

/** `made` and `installed` as PostgreSQL writes them, "14" and "15.18". */
export function versionMismatch(dataDir: string, made: string, installed: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "version_mismatch",
    `The database in ${dataDir} was made by PostgreSQL ${made} and ${installed} is installed: take a backup with the Swideal that made it and restore that into an empty DATA_DIR.`,
  );
}

/**
 * Names why a running server ended without being asked to.
 * @param status as a shell tells it: above 128 the number of a signal plus 128
 */
export function diagnoseEnd(
  status: number,
  lines: readonly string[],
  dataDir: string,
): EmbeddedPostgresError {
  if (status <= 128 && noSpace.test(lines.join("\n"))) return diskFull(dataDir);
  const reason =
    status > 128
      ? `signal ${status - 128}`
      : (lines.findLast((line) => /(PANIC|FATAL):/.test(line)) ?? `status ${status}`);
  return new EmbeddedPostgresError(
    "ended",
    `PostgreSQL in ${dataDir} ended by itself (${reason.trim()}): start Swideal again, it recovers what was committed.`,
  );
}

/** True for the error a client gets from a server whose disk is full (SQLSTATE 53100, or a panic's message). */
export function noSpaceLeft(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === "53100" || noSpace.test(message ?? "");
}

// On a disk almost full the kernel may write half a block without calling it an error; then PostgreSQL has only counts to report.
const noSpace =
  /No space left on device|Disk quota exceeded|Check free disk space|wrote only \d+ of \d+ bytes/;
