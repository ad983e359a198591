import type { Random } from "./random.ts";

/** The state of each demonstration mission, and when everything in its life happened. */

export type DemoStatus =
  | "draft"
  | "published"
  | "closed"
  | "awarded"
  | "in_progress"
  | "delivered"
  | "completed"
  | "disputed"
  | "cancelled"
  | "expired"
  | "hidden";

/** Times in milliseconds since 1970; null where it never happened. */
export type Life = {
  status: DemoStatus;
  auction: "open" | "sealed";
  createdAt: number;
  publishedAt: number | null;
  deadline: number | null;
  /** The last award. */
  awardedAt: number | null;
  startedAt: number | null;
  deliveredAt: number | null;
  endedAt: number | null;
  updatedAt: number;
  /** When a timer moves the mission on. */
  dueAt: number | null;
  hiddenFrom: "published" | "closed" | null;
  /** Offers are made between these two; null where none can be. */
  offersFrom: number | null;
  offersUntil: number | null;
  /** A first award that the provider declined, before `awardedAt`: when it was made, and when declined. */
  firstAwardedAt: number | null;
  declinedAt: number | null;
  /** Whether some offer must be live (or was), must not, or may. */
  offers: "some" | "none" | "any";
};

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Out of a hundred missions. Nothing is archived: only the archive job does that. */
const SHARES: readonly (readonly [DemoStatus, number])[] = [
  ["published", 70],
  ["completed", 7],
  ["closed", 4],
  ["in_progress", 4],
  ["draft", 3],
  ["awarded", 3],
  ["expired", 3],
  ["delivered", 2],
  ["cancelled", 2],
  ["disputed", 1],
  ["hidden", 1],
];

const HUNDRED: readonly DemoStatus[] = SHARES.flatMap(([status, share]) =>
  Array<DemoStatus>(share).fill(status),
);

/** The state of mission `index`: each hundred in a row holds every state in its share. */
export function statusOf(index: number): DemoStatus {
  // 37 has no divisor in common with 100, so a hundred numbers in a row meet every place once.
  return HUNDRED[(index * 37) % 100] as DemoStatus;
}

/** A life that ends in the state at `at` and obeys the table of states. */
export function lifeOf(status: DemoStatus, at: number, random: Random): Life {
  const auction = random.chance(0.15) ? "sealed" : "open";
  switch (status) {
    case "draft":
      return draft(at, random, auction);
    case "published":
      return published(at, random, auction, deadlineAhead(at, random));
    case "hidden":
      return hidden(at, random, auction);
    case "closed":
      return closed(random, auction, at - span(random, HOUR, 27 * DAY));
    case "expired":
      return expired(at, random, auction);
    case "cancelled":
      return cancelled(at, random, auction);
    default:
      return worked(status, at, random, auction);
  }
}

/** A length of time between two, short ones more often. */
function span(random: Random, min: number, max: number): number {
  return Math.round(min + (max - min) * random.next() ** 1.6);
}

function deadlineAhead(at: number, random: Random): number {
  const draw = random.next();
  if (draw < 0.08) return at + span(random, HOUR, DAY);
  return at + (draw < 0.4 ? span(random, DAY, 8 * DAY) : span(random, 6 * DAY, 60 * DAY));
}

const never = {
  publishedAt: null,
  deadline: null,
  awardedAt: null,
  startedAt: null,
  deliveredAt: null,
  endedAt: null,
  dueAt: null,
  hiddenFrom: null,
  offersFrom: null,
  offersUntil: null,
  firstAwardedAt: null,
  declinedAt: null,
} as const;

function draft(at: number, random: Random, auction: Life["auction"]): Life {
  const createdAt = at - span(random, HOUR, 60 * DAY);
  const updatedAt = createdAt + Math.round((at - createdAt) * random.next() * 0.5);
  const deadline = random.chance(0.4) ? at + span(random, 2 * DAY, 40 * DAY) : null;
  return { ...never, status: "draft", auction, createdAt, updatedAt, deadline, offers: "none" };
}

function published(at: number, random: Random, auction: Life["auction"], deadline: number): Life {
  const publishedAt = at - span(random, 10 * MINUTE, 45 * DAY);
  return {
    ...never,
    status: "published",
    auction,
    createdAt: publishedAt - span(random, MINUTE, 3 * DAY),
    publishedAt,
    updatedAt: publishedAt,
    deadline,
    dueAt: deadline,
    offersFrom: publishedAt,
    offersUntil: Math.min(at, deadline),
    offers: "any",
  };
}

function hidden(at: number, random: Random, auction: Life["auction"]): Life {
  const hiddenFrom = random.chance(0.7) ? "published" : "closed";
  const life =
    hiddenFrom === "published"
      ? published(at, random, auction, deadlineAhead(at, random))
      : closed(random, auction, at - span(random, HOUR, 20 * DAY));
  const since = Math.max(life.updatedAt, at - span(random, HOUR, 6 * DAY));
  const offersUntil = Math.min(life.offersUntil ?? since, since);
  return { ...life, status: "hidden", hiddenFrom, updatedAt: since, offersUntil };
}

function closed(random: Random, auction: Life["auction"], deadline: number): Life {
  const publishedAt = deadline - span(random, 2 * DAY, 35 * DAY);
  return {
    ...never,
    status: "closed",
    auction,
    createdAt: publishedAt - span(random, MINUTE, 3 * DAY),
    publishedAt,
    updatedAt: deadline,
    deadline,
    dueAt: deadline + 30 * DAY,
    offersFrom: publishedAt,
    offersUntil: deadline,
    offers: "some",
  };
}

function expired(at: number, random: Random, auction: Life["auction"]): Life {
  const lapsed = random.chance(0.4);
  const deadline = at - (lapsed ? 30 * DAY : 0) - span(random, DAY, 500 * DAY);
  const endedAt = lapsed ? deadline + 30 * DAY : deadline;
  const offers = lapsed ? "some" : "none";
  return {
    ...closed(random, auction, deadline),
    status: "expired",
    endedAt,
    updatedAt: endedAt,
    dueAt: null,
    offers,
  };
}

function cancelled(at: number, random: Random, auction: Life["auction"]): Life {
  const endedAt = at - span(random, HOUR, 400 * DAY);
  const before = random.chance(0.3)
    ? draft(endedAt, random, auction)
    : published(endedAt, random, auction, endedAt + span(random, DAY, 20 * DAY));
  return { ...before, status: "cancelled", endedAt, updatedAt: endedAt, dueAt: null };
}

type Worked = "awarded" | "in_progress" | "delivered" | "completed" | "disputed";

/** From the award on: walks back from the last move to the award, and from there to the publication. */
function worked(status: Worked, at: number, random: Random, auction: Life["auction"]): Life {
  const lastMove = at - span(random, HOUR, RECENT_DAYS[status] * DAY);
  const wasDelivered = status === "completed" || status === "delivered" || random.chance(0.5);
  const deliveredAt =
    status === "delivered"
      ? lastMove
      : status === "completed"
        ? lastMove - span(random, HOUR, 14 * DAY)
        : null;
  const underDispute = status === "disputed" && wasDelivered ? lastMove - span(random, HOUR, 6 * DAY) : null;
  const delivery = deliveredAt ?? underDispute;
  const startedAt =
    status === "awarded"
      ? null
      : status === "in_progress"
        ? lastMove
        : (delivery ?? lastMove) - span(random, DAY, 30 * DAY);
  const awardedAt = startedAt === null ? lastMove : startedAt - span(random, HOUR, 6 * DAY);
  const declinedAt = random.chance(0.08) ? awardedAt - span(random, HOUR, 3 * DAY) : null;
  // The award ends an open auction early; a sealed one is opened at its deadline only.
  const firstAward = declinedAt === null ? awardedAt : declinedAt - span(random, HOUR, 5 * DAY);
  const early = auction === "open" && declinedAt === null && random.chance(0.35);
  const deadline = early
    ? firstAward + span(random, HOUR, 15 * DAY)
    : firstAward - span(random, HOUR, 12 * DAY);
  const open = closed(random, auction, early ? firstAward : deadline);
  const timer = { awarded: 7 * DAY, delivered: 14 * DAY, in_progress: 0, completed: 0, disputed: 0 }[status];
  return {
    ...open,
    status,
    deadline,
    awardedAt,
    startedAt,
    deliveredAt: delivery,
    firstAwardedAt: declinedAt === null ? null : firstAward,
    declinedAt,
    endedAt: status === "completed" ? lastMove : null,
    updatedAt: lastMove,
    dueAt: timer === 0 ? null : lastMove + timer,
  };
}

/** How long ago the last move may be: timers move what is awarded after 7 days and delivered after 14. */
const RECENT_DAYS: Record<Worked, number> = {
  awarded: 6,
  in_progress: 25,
  delivered: 13,
  completed: 700,
  disputed: 20,
};
