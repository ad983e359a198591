import { createContext, use, useEffect, useRef, useState } from "react";
import { arrivedText, beginText, keepText, type TextState } from "./keep.ts";
import { removeText } from "./text-store.ts";
import { markUnsaved } from "./unsaved.ts";

/** The account whose texts a page keeps; null where nobody is signed in: then nothing goes to the device. */
export const TextOwner = createContext<string | null>(null);

export interface KeptText<Values> {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  /** When the text was typed that was found again on this device; null when none was. */
  readonly foundFrom: Date | null;
  /**
   * It has arrived: `sent` is on the server and reads there as in `base`. What was typed meanwhile stays, and so
   * does what was not sent. Without arguments all of it has arrived, and the form begins anew.
   */
  readonly arrived: (sent?: Partial<Values>, base?: Values) => void;
  /** The person gives up what was typed: the form is as it would have been without it. */
  readonly discard: () => void;
}

/**
 * The fields of a form by name, kept on the device until they have arrived: neither a reload nor the end of the
 * session or of the browser loses any. `form` names it within the account, e.g. `offer/ID`; `base` is what it holds
 * before anybody types; `label` says to a person what it is. Values are texts, yes or no, or what JSON can say;
 * never a password or a code.
 */
export function useKeptText<Values extends object>(
  form: string,
  base: Values,
  label: string,
): KeptText<Values> {
  const account = use(TextOwner);
  const [state, setState] = useState<TextState<Values>>(() => beginText({ account, form, label }, base));
  // What runs on after an answer must see what was typed meanwhile.
  const latest = useRef(state);
  const owner = useRef({});
  useMarkUntilGone(owner.current);

  // What was new has got a name: the text goes with it.
  const named = useRef(form);
  useEffect(() => {
    if (named.current === form) return;
    if (account !== null) removeText(account, named.current);
    named.current = form;
    keepText({ account, form, label }, latest.current, owner.current);
  }, [account, form, label]);

  const become = (next: TextState<Values>) => {
    latest.current = next;
    setState(next);
    keepText({ account, form, label }, next, owner.current);
  };
  return {
    values: state.values,
    foundFrom: state.foundFrom,
    set: (change) => become({ ...latest.current, values: { ...latest.current.values, ...change } }),
    arrived: (sent = state.values, nextBase = base) => become(arrivedText(latest.current, sent, nextBase)),
    discard: () => become({ ...latest.current, values: latest.current.base, foundFrom: null }),
  };
}

/** A form that is gone has nothing to lose any more. */
export function useMarkUntilGone(owner: object): void {
  useEffect(() => () => markUnsaved(owner, false), [owner]);
}
