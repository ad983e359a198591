import { useId } from "react";

interface OutcomeChoiceProps {
  readonly legend: string;
  readonly hint?: string;
  /** The name of each outcome; the first is chosen until another is. */
  readonly outcomes: readonly (readonly [outcome: string, label: string | undefined])[];
}

/** How a decision ends, as the field `outcome` of its form. */
export function OutcomeChoice({ legend, hint, outcomes }: OutcomeChoiceProps) {
  const group = useId();
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      {outcomes.map(([outcome, label], index) => (
        <label key={outcome} className="choice" htmlFor={`${group}-${outcome}`}>
          <input
            id={`${group}-${outcome}`}
            type="radio"
            name="outcome"
            value={outcome}
            defaultChecked={index === 0}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
