import { InvalidArgumentError } from "commander";

const MOST_OF_REASON = 2_000;

/** An operator's reason, as it stands in the log. */
export function reasonOf(text: string): string {
  const reason = text.normalize("NFC").trim();
  if (reason === "" || reason.length > MOST_OF_REASON)
    throw new InvalidArgumentError(`a text of at most ${MOST_OF_REASON} characters is expected.`);
  return reason;
}
