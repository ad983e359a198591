// Statements that name a table of another owner. To be mended, each: ask the owner's index.ts, or hear of it by an event.
// A test fails when a file names one more, and when one that stands here is named no more: strike it off.

export interface ForeignTables {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  readonly because: string;
}

const F = "src/server/features";
const SHOWS_NAMES = "a party's name is shown with what is its own, in one statement";

export const foreignTables: Readonly<Record<string, ForeignTables>> = {
  [`${F}/accounts/account-queries.ts`]: {
    reads: ["sessions"],
    because: "a new password may need no other session to have been begun",
  },
  [`${F}/sessions/session-queries.ts`]: {
    reads: ["users"],
    because: "a session lives as long as its account is active, asked in the statement that renews it",
  },
  [`${F}/organisations/membership-queries.ts`]: {
    reads: ["users", "parties"],
    because: `an owner is one whose account is not suspended; ${SHOWS_NAMES}`,
  },
  [`${F}/organisations/organisation-queries.ts`]: { reads: ["parties"], because: SHOWS_NAMES },
  [`${F}/organisations/invitation-queries.ts`]: {
    reads: ["users", "parties"],
    because: `an invitation is void once its sender is suspended; ${SHOWS_NAMES}`,
  },
  [`${F}/passkeys/passkey-queries.ts`]: {
    reads: ["users"],
    because: "the account is locked while passkeys are counted",
  },
  [`${F}/missions/mission-queries.ts`]: {
    reads: ["parties", "places", "offers"],
    because: "a mission is shown with its party's and its place's names, and is frozen by its offers",
  },
  [`${F}/missions/transition-queries.ts`]: {
    reads: ["offers"],
    because: "a move of the mission depends on its offers and their number",
  },
  [`${F}/missions/reason-queries.ts`]: {
    reads: ["offers"],
    because: "those who made an offer may read why a mission was cancelled",
  },
  [`${F}/missions/tally-queries.ts`]: {
    reads: ["offers"],
    because: "a mission's numbers are counted of its offers",
  },
  [`${F}/missions/work-queries.ts`]: {
    reads: ["offers"],
    because: "the parties of a contract are found by its offer",
  },
  [`${F}/offers/award-queries.ts`]: {
    reads: ["missions", "parties"],
    because: `the client is the mission's; ${SHOWS_NAMES}`,
  },
  [`${F}/offers/offer-queries.ts`]: {
    reads: ["parties", "missions"],
    because: `the mission's row is locked and read before each offer; ${SHOWS_NAMES}`,
  },
  [`${F}/offers/offer-list-queries.ts`]: {
    reads: ["parties", "missions", "mission_tallies"],
    because: `one's own offers are shown with their missions and how they stand; ${SHOWS_NAMES}`,
  },
  [`${F}/offers/relations.ts`]: {
    reads: ["missions", "parties"],
    because: `one statement compares the offers and the client of each mission with who shares a member; ${SHOWS_NAMES}`,
  },
  [`${F}/offers/sealed-root.ts`]: {
    reads: ["missions"],
    because: "whether an auction is sealed, and which ones ended while they were hidden",
  },
  [`${F}/offers/leave-market.ts`]: {
    reads: ["missions"],
    because: "what a party has under way as client and as provider is found in one statement",
  },
  [`${F}/contact/contact-queries.ts`]: { reads: ["parties"], because: SHOWS_NAMES },
  [`${F}/questions/question-queries.ts`]: { reads: ["parties"], because: SHOWS_NAMES },
  [`${F}/conversations/conversation-queries.ts`]: {
    reads: ["missions", "offers", "parties"],
    because: `a conversation is shown with its mission's title and with what tells until when one may write; ${SHOWS_NAMES}`,
  },
  [`${F}/conversations/message-queries.ts`]: { reads: ["parties"], because: SHOWS_NAMES },
  [`${F}/conversations/block-queries.ts`]: { reads: ["parties"], because: SHOWS_NAMES },
  [`${F}/moderation/mission-queue-queries.ts`]: {
    reads: ["missions", "parties", "offers"],
    because: "the queue shows missions with both their parties",
  },
  [`${F}/moderation/report-queries.ts`]: {
    reads: ["missions", "parties"],
    because: "a report is shown with the name of what it is about",
  },
  [`${F}/moderation/restriction-queries.ts`]: {
    reads: ["missions", "users"],
    because: "a restriction is shown with the mission's title and mailed to the account",
  },
  [`${F}/demo/load-demonstration.ts`]: {
    reads: ["users", "parties", "places", "missions", "mission_cards", "mission_tallies", "offers"],
    because: "it asks whether the database is in use, and has the planner look at what it loaded",
  },
  "src/cli/first-start.ts": {
    reads: ["missions"],
    because: "the demonstration is loaded where nobody has published anything",
  },
};
