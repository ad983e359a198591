/**
 * The members of a JSON object, each value as it is written: numbers with all their digits and keys in their order, which
 * `JSON.parse` gives up. Throws SyntaxError. What a value holds is for its reader to check.
 */
export function jsonMembers(line: string): Map<string, string> {
  const members = new Map<string, string>();
  let at = expect(line, space(line, 0), "{");
  if (line[space(line, at)] === "}") at = space(line, at) + 1;
  else
    for (let more = true; more; ) {
      const keyAt = space(line, at);
      const keyEnd = stringEnd(line, keyAt);
      const key: unknown = JSON.parse(line.slice(keyAt, keyEnd));
      const valueAt = space(line, expect(line, space(line, keyEnd), ":"));
      const valueEnd = endOfValue(line, valueAt);
      if (typeof key !== "string" || members.has(key)) throw new SyntaxError(`a key stands twice: ${key}`);
      members.set(key, line.slice(valueAt, valueEnd));
      at = space(line, valueEnd);
      more = line[at] === ",";
      at = more ? at + 1 : expect(line, at, "}");
    }
  if (space(line, at) !== line.length) throw new SyntaxError(`something stands behind the object at ${at}`);
  return members;
}

function endOfValue(line: string, from: number): number {
  if (line[from] === '"') return stringEnd(line, from);
  if (line[from] !== "{" && line[from] !== "[") return endOfWord(line, from);
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    const letter = line[at];
    if (letter === '"') at = stringEnd(line, at) - 1;
    else if (letter === "{" || letter === "[") depth++;
    else if ((letter === "}" || letter === "]") && --depth === 0) return at + 1;
  }
  throw new SyntaxError("a value does not end");
}

/** A number, true, false or null. */
function endOfWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && /[\w+.-]/.test(line[at] as string)) at++;
  if (at === from) throw new SyntaxError(`a value is missing at ${from}`);
  return at;
}

function stringEnd(line: string, from: number): number {
  if (line[from] !== '"') throw new SyntaxError(`a string is missing at ${from}`);
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === '"') return at + 1;
  }
  throw new SyntaxError("a string does not end");
}

function space(line: string, from: number): number {
  let at = from;
  while (line[at] === " " || line[at] === "\t" || line[at] === "\r") at++;
  return at;
}

function expect(line: string, at: number, letter: string): number {
  if (line[at] !== letter) throw new SyntaxError(`${letter} is missing at ${at}`);
  return at + 1;
}
