import { pathTo } from "../../shared/page-paths.ts";
import { missionData } from "../i18n/mission-data.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

/** To its client and to whoever made an offer. */
export function MissionDataLink({ missionId }: { readonly missionId: string }) {
  const texts = useTexts(missionData);
  const locale = useLocale();
  return (
    <p className="label">
      <a href={pathTo(locale, "missionData", { id: missionId })}>{texts.link}</a>
    </p>
  );
}
