/** Something that did not work out on this side, e.g. a passkey that was not used; the message is for its reader. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** Messages by field, as an `ApiError` has them. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.fields = fields;
  }
}
