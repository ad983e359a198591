import { addressHere } from "../session/acting.ts";
import { findText, putText, removeText, type Source } from "./text-store.ts";
import { markUnsaved } from "./unsaved.ts";

/** Which text: whose, of which form, and what it is called. */
export interface TextName {
  /** Null where nobody is signed in: then nothing goes to the device. */
  readonly account: string | null;
  readonly form: string;
  readonly label: string;
}

export interface TextState<Values> {
  readonly values: Values;
  /** What the form holds when nothing is unsent. */
  readonly base: Values;
  /** When the text was typed that was found again; null when none was. */
  readonly foundFrom: Date | null;
  readonly from?: Source | undefined;
}

/** What the form begins with: the text that was left, where there is one. */
export function beginText<Values extends object>(name: TextName, base: Values): TextState<Values> {
  const text = name.account === null ? null : findText(name.account, name.form);
  if (text === null) return { values: base, base, foundFrom: null };
  const values = { ...base };
  // A text of an older version of the form may lack a field, or hold one of another kind.
  for (const field of Object.keys(base) as (keyof Values & string)[]) {
    const value = text.values[field] as Values[typeof field];
    if (value !== undefined && kind(value, base[field])) values[field] = value;
  }
  return sameValue(values, base)
    ? { values: base, base, foundFrom: null }
    : { values, base, foundFrom: new Date(text.savedAt), from: text.from };
}

/** Brings the device up to date. `owner` is the form that shows the text. */
export function keepText<Values extends object>(
  { account, form, label }: TextName,
  { values, base, from }: TextState<Values>,
  owner: object,
): void {
  if (sameValue(values, base)) {
    if (account !== null) removeText(account, form, from);
    markUnsaved(owner, false);
    return;
  }
  const stored =
    account !== null &&
    putText(account, form, {
      values: values as Readonly<Record<string, unknown>>,
      label,
      href: addressHere(),
      savedAt: Date.now(),
      ...(from !== undefined && { from }),
    });
  markUnsaved(owner, !stored);
}

/** After `sent` has arrived and reads as in `base`: what was typed meanwhile, or was not sent, stays. */
export function arrivedText<Values extends object>(
  state: TextState<Values>,
  sent: Partial<Values>,
  base: Values,
): TextState<Values> {
  const values = { ...state.values };
  for (const field of Object.keys(sent) as (keyof Values)[]) {
    if (sameValue(values[field], sent[field])) values[field] = base[field];
  }
  return sameValue(values, base)
    ? { values, base, foundFrom: null, from: state.from }
    : { ...state, values, base };
}

export const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const kind = (value: unknown, like: unknown) =>
  typeof value === typeof like && Array.isArray(value) === Array.isArray(like);
