/** A value of a column between PostgreSQL's text and JSON, both ways without loss; `null` of SQL is not among them. */
export interface JsonCell {
  readonly toJson: (text: string) => string;
  /** @param json as it is written; throws where it is no value of this kind */
  readonly toText: (json: string) => string;
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const asString: JsonCell = { toJson: (text) => JSON.stringify(text), toText: stringOf };

/** NaN and Infinity are no numbers to JSON: they are strings. */
const asNumber: JsonCell = {
  toJson: (text) => (NUMBER.test(text) ? text : JSON.stringify(text)),
  toText: (json) => (NUMBER.test(json) ? json : stringOf(json)),
};

const asBoolean: JsonCell = {
  toJson: (text) => (text === "t" ? "true" : "false"),
  toText: (json) => {
    if (json !== "true" && json !== "false") throw new SyntaxError("true or false is expected");
    return json === "true" ? "t" : "f";
  },
};

/** Stands as it is: never read, so that no digit and no order is lost. */
const asItself: JsonCell = { toJson: (text) => text, toText: (json) => json };

/** Only what every reader of JSON takes for the same number; `bigint` and `numeric` have more digits than most keep. */
const cells: Readonly<Record<string, JsonCell>> = {
  boolean: asBoolean,
  smallint: asNumber,
  integer: asNumber,
  real: asNumber,
  "double precision": asNumber,
  // `json` keeps its line breaks, so it is a string as any text.
  jsonb: asItself,
};

/** @param type as PostgreSQL's `format_type` says it */
export function jsonCell(type: string): JsonCell {
  if (!type.endsWith("[]")) return cells[type] ?? asString;
  const element = type.slice(0, -2);
  return asArray(element === "jsonb" ? asString : (cells[element] ?? asString));
}

/** An array in one dimension from 1 on is one of JSON; any other is PostgreSQL's text for it. */
function asArray(element: JsonCell): JsonCell {
  const toText = (json: string) => {
    if (!json.startsWith("[")) return stringOf(json);
    const parts = (JSON.parse(json) as unknown[]).map((part) =>
      part === null ? "NULL" : quotedElement(element.toText(JSON.stringify(part))),
    );
    return `{${parts.join(",")}}`;
  };
  return {
    toText,
    toJson: (text) => {
      const parts = elementsOf(text);
      const json =
        parts && `[${parts.map((part) => (part === null ? "null" : element.toJson(part))).join(",")}]`;
      return json !== null && toText(json) === text ? json : JSON.stringify(text);
    },
  };
}

/** As PostgreSQL's `array_out` has it, whose spaces are these alone. */
const quotedElement = (text: string): string =>
  text === "" || /["\\{}, \t\n\v\f\r]/.test(text) || text.toUpperCase() === "NULL"
    ? `"${text.replace(/["\\]/g, "\\$&")}"`
    : text;

/** null where it is not written as one row of elements. */
function elementsOf(text: string): (string | null)[] | null {
  if (text === "{}") return [];
  if (!text.startsWith("{") || text.startsWith("{{")) return null;
  const elements: (string | null)[] = [];
  for (let at = 1; at < text.length; at++) {
    const quoted = text[at] === '"';
    let element = "";
    for (
      at += quoted ? 1 : 0;
      at < text.length && (quoted ? text[at] !== '"' : !/[,}]/.test(text[at] as string));
      at++
    ) {
      if (text[at] === "\\") at++;
      element += text[at];
    }
    if (quoted) at++;
    elements.push(!quoted && element === "NULL" ? null : element);
  }
  return elements;
}

function stringOf(json: string): string {
  const value: unknown = JSON.parse(json);
  if (typeof value !== "string") throw new SyntaxError("a string is expected");
  return value;
}
