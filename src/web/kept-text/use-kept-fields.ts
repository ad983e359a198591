import { type RefObject, use, useEffect, useRef, useState } from "react";
import { beginText, keepText, sameValue } from "./keep.ts";
import { removeText, type Source } from "./text-store.ts";
import { markUnsaved } from "./unsaved.ts";
import { TextOwner, useMarkUntilGone } from "./use-kept-text.ts";

type Fields = Readonly<Record<string, string | boolean>>;

export interface KeptFields {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onInput: () => void;
  readonly foundFrom: Date | null;
  /** What stands in the form has arrived: it begins anew. */
  readonly arrived: () => void;
  readonly discard: () => void;
}

/** As `useKeptText`, for a form whose fields React leaves alone; null keeps nothing. */
export function useKeptFields(form: string | null, label: string): KeptFields {
  const account = use(TextOwner);
  const element = useRef<HTMLFormElement>(null);
  const from = useRef<Source | undefined>(undefined);
  const owner = useRef({});
  const [foundFrom, setFoundFrom] = useState<Date | null>(null);
  useMarkUntilGone(owner.current);

  useEffect(() => {
    if (form === null || element.current === null) return;
    const name = { account, form, label };
    const base = fieldsOf(element.current, "default");
    const typed = fieldsOf(element.current, "now");
    const begun = beginText<Fields>(name, base);
    // Typed before the page's code was there, or before it was known whose page it is: newer than what was left.
    if (!sameValue(typed, base) && !sameValue(typed, begun.values)) {
      keepText(name, { values: typed, base, foundFrom: null }, owner.current);
      return;
    }
    from.current = begun.from;
    if (begun.foundFrom !== null) fill(element.current, begun.values);
    setFoundFrom(begun.foundFrom);
  }, [account, form, label]);

  const beginAnew = () => {
    element.current?.reset();
    if (form === null) return;
    // What it was for may have changed so that the form is no longer in the page: its text goes all the same.
    if (account !== null) removeText(account, form, from.current);
    markUnsaved(owner.current, false);
    from.current = undefined;
    setFoundFrom(null);
  };
  return {
    form: element,
    foundFrom,
    onInput: () => {
      if (form === null || element.current === null) return;
      const values = fieldsOf(element.current, "now");
      const base = fieldsOf(element.current, "default");
      keepText({ account, form, label }, { values, base, foundFrom, from: from.current }, owner.current);
    },
    arrived: beginAnew,
    discard: beginAnew,
  };
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) &&
      (element as Control).name !== "" &&
      !/^(password|file|hidden|submit|button)$/.test((element as Control).type) &&
      (element as Control).autocomplete !== "one-time-code",
  );
}

const choice = (control: Control): control is HTMLInputElement =>
  control.type === "checkbox" || control.type === "radio";
const nameOf = (control: Control) => (choice(control) ? `${control.name}=${control.value}` : control.name);

/** As they stand now, or as the form begins with them. */
function fieldsOf(form: HTMLFormElement, when: "now" | "default"): Fields {
  return Object.fromEntries(controlsOf(form).map((control) => [nameOf(control), valueIn(control, when)]));
}

function valueIn(control: Control, when: "now" | "default"): string | boolean {
  if (choice(control)) return when === "now" ? control.checked : control.defaultChecked;
  if (when === "now") return control.value;
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const options = [...control.options];
  return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? "";
}

function fill(form: HTMLFormElement, fields: Fields): void {
  for (const control of controlsOf(form)) {
    const value = fields[nameOf(control)];
    if (choice(control)) control.checked = value === true;
    else if (typeof value === "string") control.value = value;
  }
}
