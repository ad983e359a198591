/**
 * The table of states as product.md has it, written a second time, as data and apart from mission.ts:
 * where the two differ, a test shows it. Pure; knows nothing of HTTP, SQL or time but "passed".
 */
export const bidders = ["paul", "zoe"] as const;
export type Bidder = (typeof bidders)[number];
/** The buyer is a client of other missions and no provider, the moderator neither. */
export const people = ["anonymous", "client", "buyer", ...bidders, "moderator"] as const;
export type Someone = (typeof people)[number];

export type Status =
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
export type OfferStatus = "submitted" | "withdrawn" | "accepted" | "rejected" | "declined" | "lapsed";

export interface Bid {
  readonly status: OfferStatus;
  readonly priceCents: number;
  /** How many prices it has had. */
  readonly revisions: number;
}

export interface World {
  readonly status: Status;
  /** What it was before it was hidden. */
  readonly before: "published" | "closed" | null;
  readonly sealed: boolean;
  readonly wasPublished: boolean;
  readonly deadlinePassed: boolean;
  /** Its timer's time has come, and no timer has run since. */
  readonly ripe: boolean;
  readonly bids: Partial<Record<Bidder, Bid>>;
}

export const draft = (sealed: boolean): World => ({
  status: "draft",
  before: null,
  sealed,
  wasPublished: false,
  deadlinePassed: false,
  ripe: false,
  bids: {},
});

export type Part = "client" | "accepted provider" | "moderator" | "either party" | "client or moderator";

export interface Row {
  readonly from: readonly Status[];
  readonly to: Status | "what it was";
  readonly who: Part;
  readonly bids?: Partial<Record<OfferStatus, OfferStatus>>;
  readonly only?: (world: World) => boolean;
}

export const liveBids = (world: World) =>
  Object.values(world.bids).filter(({ status }) => status === "submitted");

/** Moves of a mission that a person makes. */
export const table = {
  publish: { from: ["draft"], to: "published", who: "client" },
  extend: {
    from: ["published", "closed"],
    to: "published",
    who: "client",
    only: (world) => !world.sealed || (world.status === "published" && !world.deadlinePassed),
  },
  cancel: {
    from: ["draft", "published", "closed", "awarded"],
    to: "cancelled",
    who: "client or moderator",
    bids: { submitted: "lapsed", accepted: "lapsed" },
  },
  start: { from: ["awarded"], to: "in_progress", who: "accepted provider", bids: { submitted: "rejected" } },
  decline: { from: ["awarded"], to: "closed", who: "accepted provider", bids: { accepted: "declined" } },
  deliver: { from: ["in_progress"], to: "delivered", who: "accepted provider" },
  "request-changes": { from: ["delivered"], to: "in_progress", who: "client" },
  complete: { from: ["delivered"], to: "completed", who: "client" },
  dispute: { from: ["in_progress", "delivered"], to: "disputed", who: "either party" },
  hide: { from: ["published", "closed"], to: "hidden", who: "moderator" },
  unhide: { from: ["hidden"], to: "what it was", who: "moderator" },
  "resolve in_progress": { from: ["disputed"], to: "in_progress", who: "moderator" },
  "resolve completed": { from: ["disputed"], to: "completed", who: "moderator" },
  "resolve cancelled": { from: ["disputed"], to: "cancelled", who: "moderator" },
} as const satisfies Record<string, Row>;

/** Moves of the clock: each has one way out of a state. */
export function timerRow(world: World): Pick<Row, "to" | "bids"> | null {
  switch (world.status) {
    case "published":
      return { to: liveBids(world).length > 0 ? "closed" : "expired" };
    case "closed":
      return { to: "expired", bids: { submitted: "lapsed" } };
    case "awarded":
      return { to: "closed", bids: { accepted: "declined" } };
    case "delivered":
      return { to: "completed" };
    default:
      return null;
  }
}

export type MissionMove = keyof typeof table;
export const missionMoves = Object.keys(table) as MissionMove[];
