import {
  type ChangeEvent,
  createContext,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  use,
} from "react";

/** Before the ids of fields that stand over a page which may have fields of the same names. */
export const FieldIds = createContext("");

interface Described {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** A label, its control, what helps to fill it and what was refused, tied together for whoever cannot see them. */
function Field({ name, label, hint, error, children }: Described & { readonly children: ReactNode }) {
  const id = use(FieldIds) + name;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error === undefined ? null : (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function useDescribed({ name, hint, error }: Described) {
  const id = use(FieldIds) + name;
  const ids = [hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`];
  return {
    id,
    name,
    "aria-describedby": ids.filter((id) => id !== null).join(" ") || undefined,
    "aria-invalid": error === undefined ? undefined : true,
  };
}

export function TextField({
  label,
  hint,
  error,
  name,
  ...input
}: Described & Omit<InputHTMLAttributes<HTMLInputElement>, "name">) {
  const field = { name, label, error, ...(hint !== undefined && { hint }) };
  return (
    <Field {...field}>
      <input {...input} {...useDescribed(field)} />
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  name,
  ...input
}: Described & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name">) {
  const field = { name, label, error, ...(hint !== undefined && { hint }) };
  return (
    <Field {...field}>
      <textarea {...input} {...useDescribed(field)} />
    </Field>
  );
}

interface SelectProps extends Described {
  readonly value: string;
  /** Absent: `value` is what it begins with, and the browser keeps what is chosen. */
  readonly onChange?: (value: string) => void;
  readonly children: ReactNode;
}

export function SelectField({ value, onChange, children, ...field }: SelectProps) {
  const state =
    onChange === undefined
      ? { defaultValue: value }
      : { value, onChange: (event: ChangeEvent<HTMLSelectElement>) => onChange(event.target.value) };
  return (
    <Field {...field}>
      <select {...state} {...useDescribed(field)}>
        {children}
      </select>
    </Field>
  );
}
