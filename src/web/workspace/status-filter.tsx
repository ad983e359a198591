import { useSearchParams } from "react-router";
import { workspace } from "../i18n/workspace.ts";
import { useTexts } from "../lib/use-page.ts";

interface StatusFilterProps {
  readonly names: Readonly<Record<string, string>>;
  readonly statuses: readonly string[];
}

export function useStatus(statuses: readonly string[]): string | undefined {
  const [parameters] = useSearchParams();
  return statuses.find((status) => status === parameters.get("status"));
}

export function StatusFilter({ names, statuses }: StatusFilterProps) {
  const texts = useTexts(workspace);
  const [, setParameters] = useSearchParams();
  const current = useStatus(statuses);
  return (
    <fieldset className="sorts">
      <legend className="visually-hidden">{texts.filter}</legend>
      {[undefined, ...statuses].map((status) => (
        <button
          key={status ?? "all"}
          type="button"
          aria-pressed={status === current}
          onClick={() => setParameters(status === undefined ? {} : { status })}
        >
          {status === undefined ? texts.all : names[status]}
        </button>
      ))}
    </fieldset>
  );
}
