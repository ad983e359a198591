import { pathTo } from "../../shared/page-paths.ts";
import { organisations } from "../i18n/organisations.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { HintParty } from "../session/hint.ts";

interface PartySwitchProps {
  /** Absent in the template that our script fills. */
  readonly parties?: readonly HintParty[];
  readonly acting?: HintParty | null;
  readonly onChoose?: (id: string | null) => void;
}

/** Beside the account's menu of whoever belongs to an organisation: for whom it acts, always to be seen, and the others. */
export function PartySwitch({ parties, acting = null, onChoose }: PartySwitchProps) {
  const texts = useTexts(organisations);
  const locale = useLocale();
  if (parties?.length === 0) return null;
  const choices: readonly (HintParty | null)[] = [null, ...(parties ?? [])];
  return (
    <details className="menu parties" data-parties="">
      <summary>
        <span className="acting-label">{texts.actingLabel} </span>
        <span data-acting="">{acting?.displayName ?? texts.actingOwn}</span>
      </summary>
      <ul>
        {choices.map((party) => (
          <li key={party?.id ?? ""} data-party="">
            <button
              type="button"
              aria-current={party?.id === acting?.id ? "true" : undefined}
              onClick={() => onChoose?.(party?.id ?? null)}
            >
              {party?.displayName ?? texts.actingOwn}
            </button>
          </li>
        ))}
        <li>
          <a href={pathTo(locale, "organisations")}>{texts.all}</a>
        </li>
      </ul>
    </details>
  );
}
