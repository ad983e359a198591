import type { AuctionMove } from "../auction-records/index.ts";
import type { DemoMission } from "./mission.ts";
import type { DemoOfferStatus } from "./offers.ts";

interface Move {
  readonly move: string;
  readonly at: number | null;
  readonly bidder?: number | null;
  readonly deadline?: number | null;
}

/** What happened to a mission's auction, move by move, as it would have been noted when it did. */
export function movesOf({ life, offers }: Pick<DemoMission, "life" | "offers">): AuctionMove[] {
  const { publishedAt, deadline } = life;
  if (publishedAt === null) return [];
  const withdrawn = offers.flatMap(({ status, updatedAt }, index): Move[] =>
    status === "withdrawn" ? [{ move: "withdraw", at: updatedAt, bidder: index + 1 }] : [],
  );
  return [{ move: "publish", at: publishedAt, deadline }, ...withdrawn, ...endOf({ life, offers })]
    .map((one) => ({ ...one, at: one.at ?? publishedAt }))
    .sort((one, other) => one.at - other.at)
    .map(({ move, at, bidder = null, deadline: until = null }, index) => ({
      ...{ number: index + 1, move, bidderNumber: bidder, at: new Date(at) },
      deadline: until === null ? null : new Date(until),
    }));
}

function endOf({ life, offers }: Pick<DemoMission, "life" | "offers">): Move[] {
  const close: Move = { move: "close", at: life.deadline };
  switch (life.hiddenFrom ?? life.status) {
    case "draft":
    case "published":
      return [];
    case "closed":
      return [close];
    case "expired":
      return life.offers === "none"
        ? [{ move: "expire", at: life.deadline }]
        : [close, { move: "lapse", at: life.endedAt }];
    case "cancelled":
      return [{ move: "cancel", at: life.endedAt }];
    default:
      return awards({ life, offers }, close);
  }
}

/** The award ends an open auction where it comes before the deadline; who declined was awarded first. */
function awards({ life, offers }: Pick<DemoMission, "life" | "offers">, close: Move): Move[] {
  const { deadline, awardedAt, firstAwardedAt, declinedAt } = life;
  const early = awardedAt !== null && deadline !== null && awardedAt < deadline;
  const declined = bidderThat(offers, "declined");
  const before: Move[] =
    declined === null
      ? []
      : [
          { move: "award", at: firstAwardedAt, bidder: declined },
          { move: "decline", at: declinedAt, bidder: declined },
        ];
  const last = {
    move: early ? "award_early" : "award",
    at: awardedAt,
    bidder: bidderThat(offers, "accepted"),
  };
  return [...(early ? [] : [close]), ...before, last];
}

function bidderThat(offers: DemoMission["offers"], became: DemoOfferStatus): number | null {
  const index = offers.findIndex(({ status }) => status === became);
  return index < 0 ? null : index + 1;
}
