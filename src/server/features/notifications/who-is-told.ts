import type { DomainEvents } from "../../core/events.ts";
import type { Transition } from "../missions/index.ts";
import type { OfferMove } from "../offers/index.ts";
import type { Audience } from "./audiences.ts";
import type { KindName } from "./kinds.ts";

/** Whatever somebody may have to be told of. A move that is missing below does not compile, and fails a test. */
export type Happening =
  | `mission.${Transition}`
  | "mission.addendum"
  | `offer.${OfferMove}`
  | "question.asked"
  | "question.answered"
  | "message.posted"
  | `restriction.${DomainEvents["restriction.decided"]["kind"]}`
  | "export.ready"
  | `reminder.${"deadline_soon" | "award_unanswered"}`;

export interface Telling {
  readonly kind: KindName;
  readonly to: Audience;
  /** Only if the clock did it. */
  readonly onlyBy?: "timer";
  /** Whoever did it is told as well: it is a record for both sides. */
  readonly actorToo?: true;
}

/**
 * Who is told of what. Somebody who is in several audiences is told once, by the first. Whoever did it knows, and is told
 * only where it says so; the others of its organisation are. Whether a mail goes with it is the kind's (`kinds/`).
 *
 * In a sealed auction nobody is told of a price before the deadline: the client hears that the number of offers is
 * another, and nobody hears of a price that was lowered.
 */
export const whoIsTold: Readonly<Record<Happening, readonly Telling[]>> = {
  "mission.publish": [],
  "mission.extend": [
    { kind: "deadline_extended", to: "bidders" },
    { kind: "deadline_extended", to: "client" },
  ],
  "mission.addendum": [
    { kind: "addendum_added", to: "bidders" },
    { kind: "addendum_added", to: "client" },
  ],
  "mission.close": [{ kind: "deadline_reached", to: "client" }],
  "mission.expire": [{ kind: "mission_expired", to: "client" }],
  "mission.lapse": [
    { kind: "mission_lapsed", to: "bidders" },
    { kind: "mission_lapsed", to: "client" },
  ],
  "mission.cancel": [
    { kind: "mission_cancelled", to: "bidders" },
    { kind: "mission_cancelled", to: "client" },
  ],
  // Its owners get the decision with its reason: `restriction.mission_hidden`.
  "mission.hide": [{ kind: "mission_out_of_sight", to: "bidders" }],
  "mission.unhide": [{ kind: "mission_back_in_sight", to: "bidders" }],

  "mission.award": [{ kind: "award_won", to: "winner" }],
  "mission.award_early": [{ kind: "award_won", to: "winner" }],
  "mission.start": [
    { kind: "work_started", to: "client" },
    { kind: "offer_not_chosen", to: "losers" },
  ],
  "mission.decline": [
    { kind: "award_declined", to: "client" },
    { kind: "award_taken_back", to: "winner", onlyBy: "timer" },
  ],
  "mission.deliver": [{ kind: "work_delivered", to: "client" }],
  "mission.request_changes": [
    { kind: "changes_requested", to: "winner" },
    { kind: "changes_requested", to: "client" },
  ],
  "mission.complete": [
    { kind: "work_completed", to: "winner" },
    { kind: "work_taken_as_accepted", to: "client", onlyBy: "timer" },
  ],
  "mission.dispute": [
    { kind: "dispute_opened", to: "client", actorToo: true },
    { kind: "dispute_opened", to: "winner", actorToo: true },
    { kind: "dispute_to_decide", to: "moderators" },
  ],
  "mission.resolve_in_progress": [
    { kind: "dispute_decided", to: "client" },
    { kind: "dispute_decided", to: "winner" },
  ],
  "mission.resolve_completed": [
    { kind: "dispute_decided", to: "client" },
    { kind: "work_completed", to: "winner" },
  ],
  "mission.resolve_cancelled": [
    { kind: "dispute_decided", to: "client" },
    { kind: "dispute_decided", to: "winner" },
  ],

  "offer.make": [
    { kind: "offer_received", to: "client" },
    { kind: "price_beaten", to: "beaten" },
  ],
  "offer.lower": [{ kind: "price_beaten", to: "beaten" }],
  "offer.withdraw": [{ kind: "offer_withdrawn", to: "client" }],
  // The mission's own move tells of it.
  "offer.award": [],

  "reminder.deadline_soon": [
    { kind: "deadline_soon", to: "bidders" },
    { kind: "deadline_soon", to: "client" },
    { kind: "deadline_soon", to: "followers" },
  ],
  "reminder.award_unanswered": [{ kind: "award_unanswered", to: "winner" }],

  "question.asked": [{ kind: "question_asked", to: "client" }],
  "question.answered": [
    { kind: "question_answered", to: "asker" },
    { kind: "question_answered", to: "bidders" },
    { kind: "question_answered", to: "followers" },
  ],

  "export.ready": [{ kind: "export_ready", to: "person" }],

  "message.posted": [{ kind: "message_received", to: "recipient" }],

  "restriction.question_hidden": [{ kind: "question_hidden", to: "owners", actorToo: true }],
  "restriction.mission_hidden": [{ kind: "mission_hidden", to: "owners", actorToo: true }],
  "restriction.mission_shown": [{ kind: "mission_shown", to: "owners", actorToo: true }],
  "restriction.account_suspended": [{ kind: "account_suspended", to: "owners", actorToo: true }],
  "restriction.account_reinstated": [{ kind: "account_reinstated", to: "owners", actorToo: true }],
};

/** Told to the people whom the event itself names, however many they are: see `tell-alerts.ts`. */
export const toldByName = ["alert_matched", "search_to_review"] as const satisfies readonly KindName[];
