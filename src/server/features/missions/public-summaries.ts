import type { Connection } from "../../platform/database/database.ts";
import type { MissionSummary } from "./mission-contract.ts";
import { findPublicMissions } from "./mission-queries.ts";
import { summaryOf } from "./mission-summary.ts";
import { fromOutside } from "./mission-view.ts";

/**
 * Of these missions those that anyone may see, by id, each as a list shows it to a stranger.
 * @param currency ISO 4217: of every price on this installation
 */
export async function publicSummaries(
  connection: Connection,
  ids: readonly string[],
  currency: string,
): Promise<Map<string, MissionSummary>> {
  if (ids.length === 0) return new Map();
  const rows = await findPublicMissions(connection, ids);
  return new Map(
    rows.map((row) => {
      const { offerCount, bestOfferCents } = row;
      return [row.id, { ...summaryOf(fromOutside(row), currency), offerCount, bestOfferCents }];
    }),
  );
}
