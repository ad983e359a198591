import { useSearchParams } from "react-router";
import { SelectField } from "../components/field.tsx";
import { ownLists } from "../i18n/own-lists.ts";
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

/** All states there are: too many for buttons on a phone. */
export function StatusFilter({ names, statuses }: StatusFilterProps) {
  const { state } = useTexts(ownLists);
  const { all } = useTexts(workspace);
  const [, setParameters] = useSearchParams();
  return (
    <div className="status-filter">
      <SelectField
        name="status"
        label={state}
        value={useStatus(statuses) ?? ""}
        onChange={(status) => setParameters(status === "" ? {} : { status })}
      >
        <option value="">{all}</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {names[status]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
