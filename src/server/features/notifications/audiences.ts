import type { Tx } from "../../platform/database/database.ts";
import { moderatorsOf } from "../accounts/index.ts";
import { whoseFavourite } from "../favourites/index.ts";
import { sidesOf } from "../offers/index.ts";

export type Audience =
  | "client"
  | "followers"
  | "asker"
  | "recipient"
  | "bidders"
  | "winner"
  | "losers"
  | "beaten"
  | "owners"
  | "person"
  | "moderators";

/** What happened to what, and whom the event names. */
export interface About {
  readonly missionId: string | null;
  /** What else it is about, as the kind says. */
  readonly subjectId?: string | null;
  readonly clientPartyId?: string;
  /** Who asked the question. */
  readonly askerPartyId?: string;
  /** To whom a message was written, and who of them wants to hear nothing of the conversation. */
  readonly recipientPartyId?: string;
  readonly mutedUserIds?: readonly string[];
  /** Whose price was the best until now. */
  readonly beatenPartyId?: string | null;
  /** Whose mission or account it is. */
  readonly ownersOfPartyId?: string;
  /** Whose own affair it is. */
  readonly personId?: string;
}

/** Parties, whose people are told by their roles, or users who are told for themselves. */
export interface Members {
  readonly parties?: readonly string[];
  readonly users?: readonly string[];
  /** Owners alone, and they even if they cannot sign in. */
  readonly onlyOwners?: boolean;
}

/**
 * Who is in each audience. Asked before the offers are settled: `start` makes losers of those who still are bidders, and
 * `decline` takes from the winner what made it one.
 */
export async function membersOf(
  tx: Tx,
  audiences: readonly Audience[],
  about: About,
): Promise<Record<Audience, Members>> {
  const wants = (...names: Audience[]) => names.some((name) => audiences.includes(name));
  const { missionId, clientPartyId, askerPartyId, beatenPartyId, ownersOfPartyId, recipientPartyId } = about;
  const { personId } = about;
  const sides =
    missionId !== null && wants("bidders", "winner", "losers") ? await sidesOf(tx, missionId) : [];
  const withOffer = (...statuses: string[]) =>
    sides.filter(({ status }) => statuses.includes(status)).map(({ partyId }) => partyId);
  return {
    client: { parties: clientPartyId === undefined ? [] : [clientPartyId] },
    followers: { users: wants("followers") && missionId !== null ? await whoseFavourite(tx, missionId) : [] },
    asker: { parties: askerPartyId === undefined ? [] : [askerPartyId] },
    recipient: { parties: recipientPartyId === undefined ? [] : [recipientPartyId] },
    bidders: { parties: withOffer("submitted", "accepted") },
    winner: { parties: withOffer("accepted") },
    losers: { parties: withOffer("submitted") },
    beaten: { parties: beatenPartyId ? [beatenPartyId] : [] },
    owners: { parties: ownersOfPartyId === undefined ? [] : [ownersOfPartyId], onlyOwners: true },
    person: { users: personId === undefined ? [] : [personId] },
    moderators: { users: wants("moderators") ? await moderatorsOf(tx) : [] },
  };
}
