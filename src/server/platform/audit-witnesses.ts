import { z } from "zod";
import { readVerifierKey, type VerifierKey } from "./proof/verifier-key.ts";

/** Whom this installation asks to cosign the heads of its log. */
export interface Witness {
  /** What stands before `/add-checkpoint`. */
  readonly url: string;
  readonly key: VerifierKey;
}

/** `URL name+hash+key` of each, separated by commas. */
export const witnesses = listOf(
  "an address and the key of each witness, separated by commas: https://temoin.example.org/audit name+hash+key",
  (text): Witness | null => {
    const [address = "", key = "", ...rest] = text.split(/\s+/);
    const [url, read] = [readAddress(address), readVerifierKey(key, "cosignature")];
    return url === null || read === null || rest.length > 0 ? null : { url, key: read };
  },
);

/** `name+hash+key` of each log, separated by commas: its name is its origin. */
export const witnessedLogs = listOf(
  "the key of each log, separated by commas: name+hash+key, as swideal audit heads prints it there",
  (text) => readVerifierKey(text, "ed25519"),
);

function listOf<T>(expected: string, read: (text: string) => T | null) {
  return z
    .string()
    .default("")
    .transform((value, context): T[] => {
      const parts = value.split(",").flatMap((part) => part.trim() || []);
      const values = parts.map(read).filter((one) => one !== null);
      if (values.length === parts.length) return values;
      context.addIssue({ code: "custom", message: expected });
      return z.NEVER;
    });
}

function readAddress(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return null;
  return url.href.endsWith("/") ? url.href.slice(0, -1) : url.href;
}
