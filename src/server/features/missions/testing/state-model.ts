/** What the table of states says that each person's step comes to: the answer, and the record after it. Pure. */
import {
  type Bid,
  type Bidder,
  bidders,
  type MissionMove,
  missionMoves,
  people,
  type Row,
  type Someone,
  type Status,
  table,
  timerRow,
  type World,
} from "./state-world.ts";

/** `whose` names the offer that is meant; `fair` a price that undercuts the last. */
export type Step =
  | { readonly who: Someone; readonly move: MissionMove | "read" | "read offers" }
  | { readonly who: Someone; readonly move: "offer"; readonly fair: boolean }
  | { readonly who: Someone; readonly move: "lower"; readonly whose: Bidder; readonly fair: boolean }
  | { readonly who: Someone; readonly move: "withdraw" | "award"; readonly whose: Bidder }
  | { readonly who: "clock"; readonly move: "time passes" | "timers run" };

export interface Outcome {
  /** What the caller is answered; with 409 one of these codes, for several may apply at once. */
  readonly status: 200 | 201 | 401 | 403 | 404 | 409;
  readonly codes?: readonly string[];
  /** The record after it. A refusal changes nothing, not even by letting the timer act. */
  readonly after: World;
}

export const FIRST_PRICE: Record<Bidder, number> = { paul: 900_000, zoe: 800_000 };
/** The price that a step asks for: a tenth below the last one, or the last one again. */
export function priceOf(bid: Bid | undefined, bidder: Bidder, fair: boolean): number {
  if (bid === undefined) return FIRST_PRICE[bidder];
  return fair ? Math.floor(bid.priceCents * 0.9) : bid.priceCents;
}

/** What happens, and what is answered, when this step is taken in this world. */
export function outcomeOf(world: World, step: Step): Outcome {
  if (step.who === "clock") {
    return { status: 200, after: step.move === "timers run" ? settled(world) : ripened(world) };
  }
  const refuse = (status: 401 | 403 | 404): Outcome => ({ status, after: world });
  if (step.move === "read") return { status: sees(world, step.who) ? 200 : 404, after: world };
  if (step.who === "anonymous") return refuse(401);
  if (step.move === "read offers") return { status: sees(world, step.who) ? 200 : 404, after: world };
  const now = settled(world);
  if ("whose" in step) {
    const refusal = refusalOnOffer(now, step.who, step.whose, step.move);
    if (refusal !== null) return refuse(refusal);
  } else if (!sees(now, step.who)) return refuse(404);
  else if (!mayEver(now, step.who, step.move)) return refuse(403);
  const [codes, after] = make(now, step);
  return codes.length > 0
    ? { status: 409, codes, after: world }
    : { status: step.move === "offer" ? 201 : 200, after };
}

/** Anyone once published, unless hidden or cancelled; the client and moderators always; who has bid, once published. */
function sees(world: World, who: Someone): boolean {
  if (who === "client" || who === "moderator") return true;
  if (!world.wasPublished) return false;
  return !["hidden", "cancelled"].includes(world.status) || (isBidder(who) && world.bids[who] !== undefined);
}

const isBidder = (who: Someone): who is Bidder => (bidders as readonly Someone[]).includes(who);

function mayEver(world: World, who: Someone, move: MissionMove | "offer"): boolean {
  if (move === "offer") return isBidder(who);
  const accepted = isBidder(who) && world.bids[who]?.status === "accepted";
  switch (table[move].who) {
    case "client":
      return who === "client";
    case "accepted provider":
      return accepted;
    case "either party":
      return who === "client" || accepted;
    case "moderator":
      return who === "moderator";
    case "client or moderator":
      return who === "client" || who === "moderator";
  }
}

/** An offer is its bidder's and the client's; other readers of an open auction meet it in the list, others nowhere. */
function refusalOnOffer(
  world: World,
  who: Someone,
  whose: Bidder,
  move: "lower" | "withdraw" | "award",
): 403 | 404 | null {
  const bid = world.bids[whose];
  if (bid === undefined) return 404;
  if (who === whose) return move === "award" ? 403 : null;
  if (who === "client") return move === "award" ? null : 403;
  return !world.sealed && bid.status !== "withdrawn" && sees(world, who) ? 403 : 404;
}

/** The reasons why it is not possible now; none: the world after it. */
function make(world: World, step: Exclude<Step, { who: "clock" }>): [codes: string[], after: World] {
  if (step.move === "offer" || step.move === "lower") {
    const bidder = "whose" in step ? step.whose : (step.who as Bidder);
    const last = world.bids[bidder];
    const price = priceOf(last, bidder, step.fair);
    const codes = reasonsAgainstBid(world);
    if (step.move === "lower" && last?.status !== "submitted") codes.push("invalid_transition");
    if (step.move === "offer" && last !== undefined && last.status !== "withdrawn")
      codes.push("offer_exists");
    if (last !== undefined && !step.fair) codes.push("price_not_lower");
    const revisions = (last?.revisions ?? 0) + 1;
    return [codes, withBid(world, bidder, { status: "submitted", priceCents: price, revisions })];
  }
  if (step.move === "withdraw") {
    const bid = world.bids[step.whose] as Bid;
    return [
      bid.status === "submitted" ? [] : ["invalid_transition"],
      withBid(world, step.whose, { ...bid, status: "withdrawn" }),
    ];
  }
  if (step.move === "award") {
    const bid = world.bids[step.whose] as Bid;
    const taken = ["awarded", "in_progress", "delivered", "disputed", "completed"].includes(world.status);
    const possible = world.status === "closed" || (world.status === "published" && !world.sealed);
    const after = withBid(world, step.whose, { ...bid, status: "accepted" });
    if (taken) return [["already_awarded"], world];
    return [possible && bid.status === "submitted" ? [] : ["invalid_transition"], moved(after, "awarded")];
  }
  const row: Row = table[step.move as MissionMove];
  const possible = row.from.includes(world.status) && (row.only?.(world) ?? true);
  return [possible ? [] : ["invalid_transition"], moved(world, row.to, row.bids)];
}

function reasonsAgainstBid(world: World): string[] {
  if (world.deadlinePassed && ["published", "closed", "expired"].includes(world.status))
    return ["deadline_passed"];
  return world.status === "published" ? [] : ["invalid_transition"];
}

const withBid = (world: World, bidder: Bidder, bid: Bid): World => ({
  ...world,
  bids: { ...world.bids, [bidder]: bid },
});

function moved(world: World, to: Row["to"], effects: Row["bids"] = {}): World {
  const status = to === "what it was" ? (world.before as Status) : to;
  const bids = Object.entries(world.bids).map(([bidder, bid]) => [
    bidder,
    { ...bid, status: effects[bid.status] ?? bid.status },
  ]);
  // Hiding stops no clock; every other move begins the new state's own.
  const sameClock = status === "hidden" || world.status === "hidden";
  return {
    ...world,
    status,
    before: status === "hidden" ? (world.status as "published" | "closed") : null,
    wasPublished: world.wasPublished || status === "published",
    deadlinePassed: status === "published" && !sameClock ? false : world.deadlinePassed,
    ripe: sameClock && world.ripe,
    bids: Object.fromEntries(bids),
  };
}

/** After the timers have run. */
function settled(world: World): World {
  const row = world.ripe ? timerRow(world) : null;
  return row === null ? world : moved(world, row.to, row.bids);
}

/** After the time that this state lasts; the timers have not noticed yet. */
function ripened(world: World): World {
  const clock = world.before ?? world.status;
  if (world.ripe || !["published", "closed", "awarded", "delivered"].includes(clock)) return world;
  return { ...world, ripe: true, deadlinePassed: world.deadlinePassed || clock === "published" };
}

/** Every step there is. */
export const allSteps: readonly Step[] = people.flatMap((who): Step[] => [
  ...[...missionMoves, "read" as const, "read offers" as const].map((move) => ({ who, move })),
  ...[true, false].map((fair) => ({ who, move: "offer" as const, fair })),
  ...bidders.flatMap((whose): Step[] => [
    ...[true, false].map((fair) => ({ who, move: "lower" as const, whose, fair })),
    { who, move: "withdraw", whose },
    { who, move: "award", whose },
  ]),
]);
export const clockSteps: readonly Step[] = [
  { who: "clock", move: "time passes" },
  { who: "clock", move: "timers run" },
];

/** Whether this step, taken in this world, leads to another one. */
export const changes = (world: World, step: Step): boolean => outcomeOf(world, step).after !== world;
