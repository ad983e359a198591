import { publicStatus } from "./mission.ts";
import type { LastReason, Mission } from "./mission-contract.ts";
import { type HintCode, hintTexts, qualityOf } from "./mission-quality.ts";
import type { MissionRow } from "./mission-queries.ts";
import { summaryOf } from "./mission-summary.ts";
import type { ReaderPart } from "./reason-queries.ts";

/**
 * As all but its two parties and moderators see it. From the start of the work on, version and time stand still: were
 * they to move with a dispute, or with anything that looks like one from outside, they would tell of it.
 */
export function fromOutside(row: MissionRow): MissionRow {
  return {
    ...row,
    status: publicStatus(row.status),
    version: row.shownVersion ?? row.version,
    updatedAt: row.shownUpdatedAt ?? row.updatedAt,
  };
}

/** A mission as the API shows it; its owner also sees what would raise its score. */
export function missionView(
  row: MissionRow,
  options: {
    readonly currency: string;
    readonly language: "fr" | "en";
    readonly readerPartyId: string | null;
    readonly moderator: boolean;
    /** What the reader may read of why it was moved. */
    readonly reason: ReaderPart["reason"];
  },
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
    ...(options.reason !== null && { lastReason: lastReason(options.reason) }),
    ...((owner || options.moderator) && row.hiddenFrom !== null && { hiddenFrom: row.hiddenFrom }),
  };
}

/** Moves are called as their routes are. */
function lastReason({ move, text, at, by }: NonNullable<ReaderPart["reason"]>): LastReason {
  return { move: move.replaceAll("_", "-") as LastReason["move"], text, at: at.toISOString(), by };
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
