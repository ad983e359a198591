/** The developer's to mend: one line that says what to do next. */
export class DevError extends Error {
  override readonly name = "DevError";
}
