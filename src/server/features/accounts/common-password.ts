import { invalidField } from "../../core/errors.ts";
import { type CommonPasswords, loadCommonPasswords } from "./common-passwords.ts";
import { disguises, fold, repeatedPart } from "./password-folding.ts";
import { isMadeOf } from "./password-parts.ts";

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly email: string;
  readonly displayName: string;
}

/** Throws `validation_failed` with `common_password` on the field at `path`. */
export type RefuseCommonPassword = (path: string, password: string, owner: PasswordOwner) => Promise<void>;

export function createCommonPasswordCheck(publicUrl: () => string): RefuseCommonPassword {
  return async (path, password, owner) => {
    const known = await loadCommonPasswords();
    const context = contextWords([owner.email, owner.displayName, new URL(publicUrl()).hostname, "swideal"]);
    if (isCommonPassword(password, known, context)) throw invalidField(path, "common_password");
  };
}

/** What is repeated counts once, and has to be as long as any password. */
const SHORTEST = 15;

/**
 * Whether guessing programs would find it among their first tries (NIST 800-63B-4, section 3.1.1.2): it
 * is on the list of what leaked most often, a repetition of something short, or nothing but one or two
 * common words, words of the context, walks along the keyboard, digits and signs, whatever their case,
 * accents, direction, separators or letters in disguise. A sentence that contains such words is none.
 */
export function isCommonPassword(
  password: string,
  known: CommonPasswords,
  context: ReadonlySet<string> = new Set(),
): boolean {
  const folded = fold(password);
  if (known.long.has(folded)) return true;
  const once = repeatedPart(folded);
  if (once !== folded) {
    return Array.from(once).length < SHORTEST || isCommonPassword(once, known, context);
  }
  return disguises(folded).some(
    (disguise) => known.long.has(disguise.text) || isMadeOf(disguise, known, context),
  );
}

/** The words of three letters and more in an address, a name or a host, and what they give when put together. */
export function contextWords(texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap((text) => {
    const folded = fold(text);
    const parts = folded.split("@").map((part) => part.replace(/[^\p{L}]/gu, ""));
    return [...folded.split(/[^\p{L}]+/u), ...parts];
  });
  return new Set(words.filter((word) => word.length >= 3));
}
