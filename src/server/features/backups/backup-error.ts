/**
 * Why a backup is not made, or not believed, in one line for operators. `missing` there is none; `unsigned` another key's or
 * nobody's; `changed` not as it was signed; `another` another backup's; `format` a newer program's; `incomplete` an object is
 * gone; `refused` it was not made; `running` another is being made.
 */
export class BackupError extends Error {
  override readonly name = "BackupError";
  readonly code: BackupFault;
  constructor(code: BackupFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type BackupFault =
  | "missing"
  | "unsigned"
  | "changed"
  | "another"
  | "format"
  | "incomplete"
  | "refused"
  | "running";
