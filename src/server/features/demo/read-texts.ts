import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const FOLDER = join(import.meta.dirname, "texts");

/**
 * Reads one file of the demonstration's texts.
 * @param file below `texts`, e.g. "trades/plumbing.json"
 * Throws an Error that names the file and every place in it that is wrong.
 */
export function readTexts<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  return parseTexts(`texts/${file}`, readFileSync(join(FOLDER, file), "utf8"), schema);
}

/** The files of a folder below `texts`, in the order of their names. */
export function textFiles(folder: string): string[] {
  return readdirSync(join(FOLDER, folder))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

export function parseTexts<Schema extends z.ZodType>(
  file: string,
  source: string,
  schema: Schema,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(parseJson(file, source));
  if (success) return data;
  const wrong = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`,
  );
  throw new Error(`${file} cannot be used:\n  ${wrong.join("\n  ")}`);
}

function parseJson(file: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as SyntaxError).message}`, { cause: error });
  }
}
