import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";

interface Described {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
}

/** A label, its control, what helps to fill it and what was refused, tied together for whoever cannot see them. */
function Field({ name, label, hint, error, children }: Described & { readonly children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error === undefined ? null : (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function described({ name, hint, error }: Described) {
  const ids = [hint === undefined ? null : `${name}-hint`, error === undefined ? null : `${name}-error`];
  return {
    id: name,
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
      <input {...input} {...described(field)} />
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
      <textarea {...input} {...described(field)} />
    </Field>
  );
}

interface SelectProps extends Described {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

export function SelectField({ value, onChange, children, ...field }: SelectProps) {
  return (
    <Field {...field}>
      <select value={value} onChange={(event) => onChange(event.target.value)} {...described(field)}>
        {children}
      </select>
    </Field>
  );
}
