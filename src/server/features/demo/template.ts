import { capitalise, formatInteger, withA, withDe } from "./french.ts";
import type { Random } from "./random.ts";

/**
 * The small language the French texts are written in:
 * - `{name}` a slot, the same value wherever one text repeats it; `{de name}` and `{à name}` contract
 *   ("du salon", "aux combles"), `{^name}` starts a sentence;
 * - `<je|nous>` by whether one person writes or several;
 * - `[a|b]` one of these, drawn each time.
 * A slot's values are `|` lists; `@1.3` after a value multiplies the budget; `12..48` or `20..90/5` is a
 * number, and `~20..90/5` one that the budget follows.
 */
export type Template = readonly Piece[];
type Piece =
  | string
  | { kind: "slot"; name: string; form: "plain" | "de" | "à" | "^" }
  | { kind: "voice"; one: Template; several: Template }
  | { kind: "any"; of: readonly Template[] };

export type Slot =
  | { kind: "words"; choices: readonly { text: Template; factor: number }[] }
  | { kind: "number"; min: number; max: number; step: number; scales: boolean };

export type SlotTable = ReadonlyMap<string, Slot>;

/** What rendering needs to know, and what it remembers for the rest of one text. */
export type Scope = {
  random: Random;
  several: boolean;
  /** Tables searched in order, the narrowest first. */
  tables: readonly SlotTable[];
  /** Values that come from outside the tables (town, dates, who writes). */
  given: (name: string) => string | undefined;
  values: Map<string, string>;
  /** Product of the factors of the slots drawn so far. */
  factor: number;
};

const CLOSING: Record<string, string> = { "{": "}", "<": ">", "[": "]" };

/** Splits on top-level bars only, so that a choice may hold choices. */
function splitChoices(source: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] as string;
    if (character in CLOSING) depth += 1;
    else if (character === "}" || character === ">" || character === "]") depth -= 1;
    else if (character === "|" && depth === 0) {
      parts.push(source.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(source.slice(start));
  return parts;
}

function endOfGroup(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] as string;
    if (character in CLOSING) depth += 1;
    else if (character === "}" || character === ">" || character === "]") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new SyntaxError(`Unclosed group in template: ${source}`);
}

/** Reads a template once; throws a SyntaxError that quotes the text when it is malformed. */
export function compileTemplate(source: string): Template {
  const pieces: Piece[] = [];
  let literal = "";
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] as string;
    if (!(character in CLOSING)) {
      if (character === "}" || character === ">" || character === "]")
        throw new SyntaxError(`Group closed but not opened: ${source}`);
      literal += character;
      continue;
    }
    if (literal !== "") pieces.push(literal);
    literal = "";
    const end = endOfGroup(source, at);
    pieces.push(compileGroup(character, source.slice(at + 1, end)));
    at = end;
  }
  if (literal !== "") pieces.push(literal);
  return pieces;
}

function compileGroup(opening: string, inner: string): Piece {
  if (opening === "{") {
    const match = /^(de |à |\^)?([a-zA-Z0-9]+)$/.exec(inner);
    if (match === null) throw new SyntaxError(`Not a slot: {${inner}}`);
    const form = (match[1]?.trim() ?? "plain") as "plain" | "de" | "à" | "^";
    return { kind: "slot", name: match[2] as string, form };
  }
  const choices = splitChoices(inner).map(compileTemplate);
  if (opening === "[") return { kind: "any", of: choices };
  const [one, several] = choices;
  if (one === undefined || several === undefined || choices.length !== 2)
    throw new SyntaxError(`A voice has two sides: <${inner}>`);
  return { kind: "voice", one, several };
}

/** Reads the values of a slot once; throws a SyntaxError where they are malformed. */
export function compileSlot(values: string): Slot {
  const range = /^(~?)(\d+)\.\.(\d+)(?:\/(\d+))?$/.exec(values);
  if (range !== null) {
    const [min, max, step] = [Number(range[2]), Number(range[3]), Number(range[4] ?? 1)];
    if (min > max || step === 0) throw new SyntaxError(`Nothing can be drawn from: ${values}`);
    return { kind: "number", min, max, step, scales: range[1] === "~" };
  }
  const choices = splitChoices(values).map((value) => {
    const weighted = /^(.*)@(\d+(?:\.\d+)?)$/.exec(value);
    return { text: compileTemplate(weighted?.[1] ?? value), factor: Number(weighted?.[2] ?? 1) };
  });
  return { kind: "words", choices };
}

/** True when drawing the slot may change the budget. */
export function slotScales(slot: Slot): boolean {
  return slot.kind === "number" ? slot.scales : slot.choices.some((choice) => choice.factor !== 1);
}

/** The value of a slot in this text: given from outside, remembered, or drawn now. */
export function slotValue(name: string, scope: Scope): string {
  const known = scope.values.get(name) ?? scope.given(name);
  if (known !== undefined) return known;
  const slot = findSlot(name, scope.tables);
  if (slot === undefined) throw new ReferenceError(`No slot named {${name}}.`);
  const value = drawSlot(slot, scope);
  scope.values.set(name, value);
  return value;
}

function findSlot(name: string, tables: readonly SlotTable[]): Slot | undefined {
  for (const table of tables) {
    const slot = table.get(name);
    if (slot !== undefined) return slot;
  }
  return undefined;
}

function drawSlot(slot: Slot, scope: Scope): string {
  if (slot.kind === "words") {
    const choice = scope.random.pick(slot.choices);
    scope.factor *= choice.factor;
    return render(choice.text, scope);
  }
  const value = slot.min + slot.step * scope.random.int(0, Math.floor((slot.max - slot.min) / slot.step));
  // Twice the surface costs a little less than twice the price: an exponent of 0.8 around the middle.
  if (slot.scales) scope.factor *= (value / Math.sqrt(slot.min * slot.max)) ** 0.8;
  return formatInteger(value);
}

/** Writes a template out. */
export function render(template: Template, scope: Scope): string {
  let text = "";
  for (const piece of template) {
    if (typeof piece === "string") text += piece;
    else if (piece.kind === "voice") text += render(scope.several ? piece.several : piece.one, scope);
    else if (piece.kind === "any") text += render(scope.random.pick(piece.of), scope);
    else text += inForm(slotValue(piece.name, scope), piece.form);
  }
  return text;
}

function inForm(value: string, form: "plain" | "de" | "à" | "^"): string {
  if (form === "de") return withDe(value);
  if (form === "à") return withA(value);
  return form === "^" ? capitalise(value) : value;
}

/** Names of all slots that a template may ask for, those inside its choices included. */
export function slotNames(template: Template): string[] {
  return template.flatMap((piece) => {
    if (typeof piece === "string") return [];
    if (piece.kind === "slot") return [piece.name];
    if (piece.kind === "voice") return [...slotNames(piece.one), ...slotNames(piece.several)];
    return piece.of.flatMap(slotNames);
  });
}
