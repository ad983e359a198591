import { Transform } from "node:stream";
import { jsonCell } from "./json-cells.ts";
import { jsonMembers } from "./json-members.ts";

export interface TypedColumns {
  readonly columns: readonly string[];
  /** As PostgreSQL's `format_type` says them. */
  readonly types: readonly string[];
}

/** COPY's text to JSON Lines: an object a row; a column that holds nothing (`null` of SQL) has no key. */
export function toJsonLines({ columns, types }: TypedColumns): Transform {
  const cells = columns.map((name, at) => ({
    key: JSON.stringify(name),
    toJson: jsonCell(types[at] as string).toJson,
  }));
  return byLine((line) => {
    const members: string[] = [];
    line.split("\t").forEach((text, at) => {
      const cell = cells[at];
      if (cell !== undefined && text !== "\\N") members.push(`${cell.key}:${cell.toJson(unescaped(text))}`);
    });
    return `{${members.join(",")}}\n`;
  });
}

/** The way back, to the byte. Fails with SyntaxError, which names the line. */
export function fromJsonLines({ columns, types }: TypedColumns): Transform {
  const cells = columns.map((name, at) => ({ name, toText: jsonCell(types[at] as string).toText }));
  const known = new Set(columns);
  let number = 0;
  const row = (line: string) => {
    const members = jsonMembers(line);
    for (const key of members.keys()) if (!known.has(key)) throw new SyntaxError(`no such column: ${key}`);
    return cells.map(({ name, toText }) => {
      const json = members.get(name);
      return json === undefined ? "\\N" : escaped(toText(json));
    });
  };
  return byLine((line) => {
    number++;
    try {
      return `${row(line).join("\t")}\n`;
    } catch (error) {
      throw new SyntaxError(`line ${number}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** PostgreSQL manual, COPY, "Text Format": all that it writes with a backslash. */
const UNESCAPED: Readonly<Record<string, string>> = {
  ...{ "\\b": "\b", "\\f": "\f", "\\n": "\n", "\\r": "\r" },
  ...{ "\\t": "\t", "\\v": "\v", "\\\\": "\\" },
};
const ESCAPED = Object.fromEntries(Object.entries(UNESCAPED).map(([written, letter]) => [letter, written]));

const unescaped = (text: string): string =>
  text.includes("\\") ? text.replace(/\\[bfnrtv\\]/g, (written) => UNESCAPED[written] as string) : text;

const escaped = (text: string): string =>
  text.replace(/[\b\f\n\r\t\v\\]/g, (letter) => ESCAPED[letter] as string);

/** Holds one line at a time. */
function byLine(change: (line: string) => string): Transform {
  let rest: Buffer[] = [];
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        let begin = 0;
        const lines: string[] = [];
        for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, begin)) {
          const line = Buffer.concat([...rest, chunk.subarray(begin, end)]).toString("utf8");
          rest = [];
          lines.push(change(line));
          begin = end + 1;
        }
        if (begin < chunk.length) rest.push(chunk.subarray(begin));
        done(null, lines.length > 0 ? Buffer.from(lines.join("")) : undefined);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      done(rest.length > 0 ? new SyntaxError("it ends within a line") : null);
    },
  });
}
