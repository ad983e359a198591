import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface FoundText {
  /** File and key, e.g. `src/web/i18n/reading.ts: reading.fr.what`. */
  readonly place: string;
  readonly text: string;
}

export interface AllTexts {
  readonly fr: readonly FoundText[];
  readonly en: readonly FoundText[];
  /** Files that write tables of texts but export none, so that nothing here can read them. */
  readonly unread: readonly string[];
  /** Files with French sentences that pass through neither `dictionary` nor `typeset`. */
  readonly untreated: readonly string[];
}

const project = join(import.meta.dirname, "../..");
/** What the demonstration's people write, and how the two functions are made. */
const OTHERS = /(?:features\/demo\/|shared\/typography\.ts$|i18n\/dictionary\.ts$|\.test\.tsx?$|\/testing\/)/;
const TABLE = /\b(?:dictionary|typeset)(?:<[^(]*>)?\(/;
/** A text of several words below a key `fr`, by itself or as the first of several, on one line or on many. */
const FRENCH_SENTENCE = /\bfr:\s*(?:\{\s*\w+:\s*)?(?:"[^"\n]* [^"\n]*"|`[^`]* [^`]*`)/;

/** Every text of the program's tables, wherever they stand: French and English, functions with a blank filled in. */
export async function readAllTexts(): Promise<AllTexts> {
  const files = (await readdir(join(project, "src"), { recursive: true }))
    .map((file) => join("src", file).replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file) && !OTHERS.test(file))
    .sort();
  const found = { fr: [] as FoundText[], en: [] as FoundText[] };
  const unread: string[] = [];
  const untreated: string[] = [];
  for (const file of files) {
    const source = await readFile(join(project, file), "utf8");
    if (!TABLE.test(source)) {
      if (FRENCH_SENTENCE.test(source)) untreated.push(file);
      continue;
    }
    const before = found.fr.length;
    const exports = (await import(pathToFileURL(join(project, file)).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === "object") collect(value, `${file}: ${name}`, null, found);
    }
    if (found.fr.length === before) unread.push(file);
  }
  return { ...found, unread, untreated };
}

type Found = Record<"fr" | "en", FoundText[]>;

function collect(value: unknown, place: string, language: "fr" | "en" | null, found: Found): void {
  if (typeof value === "string") {
    if (language !== null) found[language].push({ place, text: value });
  } else if (typeof value === "function") {
    if (language !== null) collect(value("7", "8", "9"), `${place}()`, language, found);
  } else if (value !== null && typeof value === "object") {
    for (const [key, part] of Object.entries(value)) {
      collect(part, `${place}.${key}`, key === "fr" || key === "en" ? key : language, found);
    }
  }
}
