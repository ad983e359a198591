import { pathTo } from "../../shared/page-paths.ts";
import { auctionRecord } from "../i18n/auction-record.ts";
import type { Mission } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

/** In these an auction runs still, or nobody but its client and moderators sees where it stands. */
const WITHOUT: ReadonlySet<Mission["status"]> = new Set(["draft", "published", "hidden"]);

/** Leads to the record of an auction that is over; `forAll`: where strangers read the link as well. */
export function RecordLink({ mission, forAll = false }: { mission: Mission; forAll?: boolean }) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  if (WITHOUT.has(mission.status) || mission.publishedAt === null) return null;
  return (
    <p className="label">
      <a href={pathTo(locale, "record", { id: mission.id })} rel="nofollow">
        {forAll ? texts.linkForOthers : texts.link}
      </a>
    </p>
  );
}
