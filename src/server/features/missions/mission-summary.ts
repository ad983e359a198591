import type { MissionSummary } from "./mission-contract.ts";
import type { MissionRow } from "./mission-queries.ts";

/** What a list shows of a mission, but for the numbers that change with each offer. */
export function summaryOf(
  row: MissionRow,
  currency: string,
): Omit<MissionSummary, "offerCount" | "bestOfferCents"> {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    category: row.category,
    skills: row.skills,
    status: row.status,
    auction: row.auction,
    budget: row.budgetCents === null ? null : { valueCents: row.budgetCents, currency },
    location: locationOf(row),
    remote: row.remote,
    deadline: row.deadline?.toISOString() ?? null,
    qualityScore: row.qualityScore,
    client: { id: row.clientPartyId, displayName: row.clientName },
    createdAt: row.createdAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

function locationOf(row: MissionRow): MissionSummary["location"] {
  const { placeName: name, postalCode, inseeCode, latitude, longitude } = row;
  if (inseeCode === null || latitude === null || longitude === null) return null;
  return { name: name ?? "", postalCode: postalCode ?? "", inseeCode, latitude, longitude };
}
