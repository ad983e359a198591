import { useSearchParams } from "react-router";
import { workspace } from "../i18n/workspace.ts";
import { useTexts } from "../lib/use-page.ts";

/** The choice that the address names, or the first. */
export function useChoice<Choice extends string>(choices: readonly [Choice, ...Choice[]]): Choice {
  const [parameters] = useSearchParams();
  return choices.find((choice) => choice === parameters.get("status")) ?? choices[0];
}

interface ChoiceFilterProps {
  readonly choices: readonly [string, ...string[]];
  readonly names: Readonly<Record<string, string>>;
}

/** Which part of a list is shown: one of them always. */
export function ChoiceFilter({ choices, names }: ChoiceFilterProps) {
  const texts = useTexts(workspace);
  const [, setParameters] = useSearchParams();
  const current = useChoice(choices);
  return (
    <fieldset className="sorts">
      <legend className="visually-hidden">{texts.filter}</legend>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === current}
          onClick={() => setParameters({ status: choice })}
        >
          {names[choice]}
        </button>
      ))}
    </fieldset>
  );
}
