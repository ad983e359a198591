import type { ReactNode } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { StatusTag } from "../components/status-tag.tsx";
import { workspace } from "../i18n/workspace.ts";
import type { Mission } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";

interface MissionHeadingProps {
  readonly mission: Mission;
  /** No longer shown to this reader, who knows its state no more. */
  readonly gone?: boolean;
  readonly children?: ReactNode;
}

/** The mission that a page of work is about. */
export function MissionHeading({ mission, gone = false, children }: MissionHeadingProps) {
  const texts = useTexts(workspace);
  const userText = useUserText();
  const locale = useLocale();
  const { fullMoment } = useMoments();
  return (
    <header className="work-head">
      {gone ? null : (
        <p className="tags">
          <StatusTag status={mission.status} />
        </p>
      )}
      <h1 {...userText}>{mission.title}</h1>
      <p className="facts">
        {mission.budget === null ? null : (
          <span>
            {texts.budget} {price(mission.budget.valueCents, mission.budget.currency, locale)}
          </span>
        )}
        {mission.deadline === null ? null : <span>{texts.until(fullMoment(mission.deadline))}</span>}
        <a href={pathTo(locale, "mission", { id: mission.id })}>{texts.publicPage}</a>
      </p>
      {children}
    </header>
  );
}
