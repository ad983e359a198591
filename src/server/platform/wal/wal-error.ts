/** What an operator can act on, in one line. */
export class WalError extends Error {
  override readonly name = "WalError";
}
