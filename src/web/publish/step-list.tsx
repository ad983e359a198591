import { publishing } from "../i18n/publishing.ts";
import { useTexts } from "../lib/use-page.ts";

interface StepListProps {
  readonly current: number;
  readonly reached: number;
  readonly goTo: (step: number) => unknown;
}

export function StepList({ current, reached, goTo }: StepListProps) {
  const texts = useTexts(publishing);
  return (
    <ol className="progress">
      {texts.steps.map((name, index) => (
        <li
          key={name}
          className={index < current ? "done" : undefined}
          {...(index === current && { "aria-current": "step" as const })}
        >
          {index !== current && reached > 0 ? (
            <button type="button" onClick={() => goTo(index)}>
              {name}
            </button>
          ) : (
            <span>{name}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
