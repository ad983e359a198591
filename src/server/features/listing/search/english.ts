import { readFileSync } from "node:fs";
import { joinSynonyms, readSynonyms, type Synonyms } from "./synonyms.ts";

/** Behind this line stand words that French has too. */
const FOR_ENGLISH_READERS = "[English readers alone]";

/** Words that say how a question is put in English; they are left out where the reader's language is English. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and any at by can find for from get i in is it looking me my need needed needs of on or our please some somebody
  someone that the this to want wanted we who will with you your`.split(/\s+/),
);

/** The French synonyms with what English readers call the same; for French readers only what is no French word. */
export function withEnglish(french: Synonyms): Readonly<Record<"fr" | "en", Synonyms>> {
  const text = readFileSync(new URL("english.txt", import.meta.url), "utf8");
  const [everyone = "", readers = ""] = text.split(FOR_ENGLISH_READERS);
  const [forAll, forReaders] = [everyone, readers].map((part) =>
    readSynonyms([{ name: "english.txt", text: part }], ENGLISH_STOP_WORDS),
  ) as [Synonyms, Synonyms];
  const fr = joinSynonyms(french, forAll);
  return { fr, en: joinSynonyms(fr, forReaders) };
}
