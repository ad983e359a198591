import { performerTexts } from "../i18n/performers.ts";
import { useTexts } from "../lib/use-page.ts";

interface PerformersFieldProps {
  readonly value: readonly string[];
  readonly onChange: (performers: string[]) => void;
  readonly error: string | undefined;
}

/** Who may do the work. Whoever wants to employ somebody may say so, and is then told by the API why not here. */
export function PerformersField({ value, onChange, error }: PerformersFieldProps) {
  const texts = useTexts(performerTexts);
  const choices = [...Object.entries(texts.choices), ["employee", texts.employee] as const];
  const toggle = (name: string, chosen: boolean) =>
    onChange(
      choices.map(([choice]) => choice).filter((one) => (one === name ? chosen : value.includes(one))),
    );
  return (
    <fieldset
      id="performers"
      className="choices"
      {...(error !== undefined && { "aria-describedby": "performers-error" })}
    >
      <legend>{texts.question}</legend>
      {choices.map(([name, label]) => (
        <label key={name} className="choice">
          <input
            type="checkbox"
            name="performers"
            value={name}
            checked={value.includes(name)}
            onChange={(event) => toggle(name, event.target.checked)}
          />
          <span>{label}</span>
        </label>
      ))}
      {error === undefined ? null : (
        <p className="error" id="performers-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
