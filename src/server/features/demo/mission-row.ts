import { type MissionRow, qualityOf } from "../missions/index.ts";
import type { DemoMission } from "./mission.ts";

export const time = (milliseconds: number | null) => (milliseconds === null ? null : new Date(milliseconds));

export function missionRow(
  demo: DemoMission,
  id: string,
  clientPartyId: string,
  clientName: string,
): MissionRow {
  const { life, location } = demo;
  const standing = demo.offers.filter(({ status }) => status !== "withdrawn");
  const prices = standing
    .filter(({ status }) => status === "submitted" || status === "accepted")
    .map(({ priceCents }) => priceCents);
  return {
    id,
    clientPartyId,
    clientName,
    status: life.status,
    hiddenFrom: life.hiddenFrom,
    auction: life.auction,
    title: demo.title,
    description: demo.description,
    category: demo.category,
    skills: demo.skills,
    performers: ["self_employed", "company", "association"],
    budgetCents: demo.budgetCents,
    inseeCode: location?.place.inseeCode ?? null,
    placeName: location?.place.name ?? null,
    postalCode: location?.place.postalCode ?? null,
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
    remote: demo.remote,
    deadline: time(life.deadline),
    extensionCount: 0,
    qualityScore: qualityOf({
      title: demo.title,
      description: demo.description,
      category: demo.category,
      skills: demo.skills,
      hasBudget: demo.budgetCents !== null,
      hasPlace: location !== null,
      remote: demo.remote,
      hasDeadline: life.deadline !== null,
    }).score,
    version: 1,
    dueAt: time(life.dueAt),
    createdAt: new Date(life.createdAt),
    updatedAt: new Date(life.updatedAt),
    publishedAt: time(life.publishedAt),
    offerCount: standing.length,
    bestOfferCents: life.auction === "open" && prices.length > 0 ? Math.min(...prices) : null,
    shownVersion: null,
    shownUpdatedAt: null,
    addenda: [],
  };
}
