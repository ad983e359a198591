import type { DemoMission } from "./mission.ts";

/** How an open auction stood from a moment on. */
export interface DemoPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly bestCents: number | null;
  readonly offerCount: number;
}

interface Change {
  readonly at: number;
  /** Null: the offer is gone. */
  readonly priceCents: number | null;
  /** Declined after an award: it counts, and stands no more. */
  readonly counts: boolean;
}

/**
 * How the best price and the number of offers went while a mission's auction ran, as they would have been noted offer by
 * offer. Nothing of a sealed one.
 */
export function priceHistoryOf({ life, offers }: Pick<DemoMission, "life" | "offers">): DemoPoint[] {
  if (life.auction === "sealed") return [];
  const changes = offers.flatMap(({ revisions, status, updatedAt }, offer) => {
    const made: Change[] = revisions.map(({ at, priceCents }) => ({ at, priceCents, counts: true }));
    if (status === "withdrawn") made.push({ at: updatedAt, priceCents: null, counts: false });
    if (status === "declined") made.push({ at: updatedAt, priceCents: null, counts: true });
    return made.map((change) => ({ ...change, offer }));
  });
  const standing = new Map<number, Change>();
  const points: DemoPoint[] = [];
  for (const { offer, ...change } of changes.sort((one, other) => one.at - other.at)) {
    standing.set(offer, change);
    const counted = [...standing.values()].filter(({ counts }) => counts);
    const prices = counted.flatMap(({ priceCents }) => priceCents ?? []);
    const bestCents = prices.length === 0 ? null : Math.min(...prices);
    const last = points.at(-1);
    if (last?.bestCents === bestCents && last.offerCount === counted.length) continue;
    points.push({ at: change.at, bestCents, offerCount: counted.length });
  }
  return points;
}
