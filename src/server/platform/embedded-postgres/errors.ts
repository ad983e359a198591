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
  | "start_failed";

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
    case "EROFS":
      return new EmbeddedPostgresError(
        "not_writable",
        `${path ?? dataDir} cannot be written by this user (${code}): give it to the user that runs Swideal, or set DATA_DIR to another folder.`,
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
 * Names the cause of death from the last lines of initdb or postgres.
 * `lines` are in English whatever the system's language, because the server is started with LC_MESSAGES=C.
 */
export function diagnose(lines: readonly string[], dataDir: string): EmbeddedPostgresError {
  const text = lines.join("\n");
  if (/No space left on device|Disk quota exceeded/.test(text)) return diskFull(dataDir);
  if (/database files are incompatible with server/.test(text)) {
    return new EmbeddedPostgresError(
      "version_mismatch",
      `The database in ${dataDir} was made by another version of PostgreSQL than the one installed: go back to the Swideal that made it and take a backup, then restore that into an empty DATA_DIR.`,
    );
  }
  if (/could not look up effective user ID/.test(text)) {
    return new EmbeddedPostgresError(
      "unknown_user",
      "The user that runs Swideal has no entry in /etc/passwd, which PostgreSQL needs: add one, or run as another user.",
    );
  }
  const last =
    lines.findLast((line) => /(PANIC|FATAL|error|ERROR): /.test(line)) ?? lines.at(-1) ?? "no message";
  return new EmbeddedPostgresError(
    "start_failed",
    `PostgreSQL did not start in ${dataDir}; it said: ${last.trim()}. Run "swideal doctor", or start again with LOG_LEVEL=debug for the whole log.`,
  );
}
