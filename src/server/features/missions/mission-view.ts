import { summaryOf } from "./mission-card.ts";
import type { Mission } from "./mission-contract.ts";
import { type HintCode, hintTexts, qualityOf } from "./mission-quality.ts";
import type { MissionRow } from "./mission-queries.ts";

/** A mission as the API shows it; its owner also sees what would raise its score. */
export function missionView(
  row: MissionRow,
  options: { currency: string; language: "fr" | "en"; readerPartyId: string | null; moderator: boolean },
): Mission {
  const owner = row.clientPartyId === options.readerPartyId;
  const hints = owner ? qualityOf(qualityInput(row)).hints : [];
  const messageOf = (code: HintCode) => hintTexts[code][options.language];
  return {
    ...summaryOf(row, options.currency),
    offerCount: row.offerCount,
    bestOfferCents: row.bestOfferCents,
    currency: options.currency,
    performers: row.performers,
    addenda: row.addenda.map(({ text, createdAt }) => ({ text, createdAt })),
    extensionCount: row.extensionCount,
    ...(owner && {
      qualityHints: hints.map(({ code, points }) => ({ code, points, message: messageOf(code) })),
    }),
    ...((owner || options.moderator) && row.hiddenFrom !== null && { hiddenFrom: row.hiddenFrom }),
  };
}

export function qualityInput(content: {
  readonly title: string;
  readonly description: string;
  readonly category: string | null;
  readonly skills: readonly string[];
  readonly budgetCents: number | null;
  readonly latitude: number | null;
  readonly remote: boolean;
  readonly deadline: Date | null;
}) {
  return {
    title: content.title,
    description: content.description,
    category: content.category,
    skills: content.skills,
    hasBudget: content.budgetCents !== null,
    hasPlace: content.latitude !== null,
    remote: content.remote,
    hasDeadline: content.deadline !== null,
  };
}
