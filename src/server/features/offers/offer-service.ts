import type { Command, UserActor } from "../../core/actor.ts";
import { AppError } from "../../core/errors.ts";
import { may } from "../../core/permissions.ts";
import { requireSame } from "../../http/requests/written-back.ts";
import { batch } from "../../platform/database/batch.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import type { Emit } from "../../platform/events.ts";
import { lockActiveAccount } from "../accounts/index.ts";
import {
  deadlineAfterOffer,
  type LockedMission,
  lockAfterDueTransitions,
  makeTransition,
  moveDeadline,
} from "../missions/index.ts";
import { lockMembership } from "../organisations/index.ts";
import { termsOf } from "./commitment.ts";
import { commit } from "./commitment-queries.ts";
import { undercuts } from "./offer.ts";
import { auditOffer } from "./offer-audit.ts";
import {
  COMPARED,
  type LowerPrice,
  type MyOffer,
  type NewOffer,
  type Offer,
  type OfferStatus,
  type RelatedOffers,
  type SeenOffer,
} from "./offer-contract.ts";
import { listOffers, listOffersOf, type OfferFilter } from "./offer-list-queries.ts";
import { isPlaceIn, type OfferPosition, type OfferSort } from "./offer-order.ts";
import {
  findOffer,
  findOfferOf,
  insertOffer,
  type Leader,
  leaderOf,
  lockUnsealed,
  type OfferRow,
  renewOffer,
  setStatus,
  updatePrice,
} from "./offer-queries.ts";
import { lockOffer, requireInTime, requireSide, requireVisible } from "./offer-requirements.ts";
import { myOffer, ownOffer, seenOffer } from "./offer-view.ts";
import { listRelatedOffers, requireUnrelated } from "./relations.ts";
import { withdraw } from "./withdrawal.ts";

export type OfferService = ReturnType<typeof createOfferService>;
type Language = "fr" | "en";

/** States in which the mission already has its provider, or had one to the end. */
const TAKEN = new Set(["awarded", "in_progress", "delivered", "disputed", "completed"]);

export interface OfferDependencies {
  readonly database: Database;
  /** ISO 4217: of every price on this installation. */
  readonly currency: string;
  readonly emit: Emit;
}

export function createOfferService({ database, currency, emit }: OfferDependencies) {
  const reader = (actor: UserActor, language: Language) => ({ currency, language, partyId: actor.partyId });

  return {
    /** A first offer, or a withdrawn one that comes back at a lower price. */
    make(command: Command, missionId: string, input: NewOffer, language: Language): Promise<Offer> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        await batch(tx, {
          active: () => lockActiveAccount(tx, actor),
          member: () => lockMembership(tx, actor),
        });
        const mission = await lockAfterDueTransitions(tx, missionId, emit);
        await requireVisible(tx, actor, missionId);
        if (!may(actor, "offers:make")) throw new AppError("forbidden");
        const { last, leader } = await batch(tx, {
          unrelated: () => requireUnrelated(tx, mission, actor.partyId),
          last: () => findOfferOf(tx, missionId, actor.partyId),
          leader: () => leaderOf(tx, missionId),
        });
        requireInTime(mission);
        if (last !== null && last.status !== "withdrawn") throw new AppError("offer_exists");
        if (last !== null && !undercuts(last.priceCents, input.priceCents))
          throw new AppError("price_not_lower");
        const made = await (last === null
          ? insertOffer(tx, mission, actor.partyId, input)
          : renewOffer(tx, last, input));
        const { commitment } = await batch(tx, {
          commitment: () => commit(tx, actor.partyId, termsOf(made, input)),
          heard: () => afterBid(tx, actor, mission, emit),
        });
        const offer = (await findOfferOf(tx, missionId, actor.partyId)) as OfferRow;
        await auditOffer(tx, actor, "offer.make", offer, mission, commitment);
        const shareContact = input.shareContact ?? false;
        await emit(tx, actor, "offer.made", {
          ...bothSides(offer),
          shareContact,
          beatenPartyId: beaten(leader, offer),
        });
        return ownOffer(offer, reader(actor, language));
      });
    },

    /** A whole offer that comes back as it was read, at its own price, is no new price and changes nothing. */
    lower(command: Command, offerId: string, change: LowerPrice, language: Language): Promise<Offer> {
      const { priceCents } = change;
      const { actor } = command;
      return write(database, command, async (tx) => {
        const { mission, offer } = await lockOffer(tx, actor, offerId, emit);
        requireSide(actor, offer.providerPartyId, "offers:conduct");
        const standing = ownOffer(offer, reader(actor, language));
        requireSame(change, { ...standing }, COMPARED);
        if (change.id !== undefined && priceCents === offer.priceCents) return standing;
        requireInTime(mission);
        // Who has joined the client or a rival since does not go on bidding, and may have read the rival's sealed price.
        await requireUnrelated(tx, mission, actor.partyId);
        if (offer.status !== "submitted") throw new AppError("invalid_transition");
        if (!undercuts(offer.priceCents, priceCents)) throw new AppError("price_not_lower");
        const leader = await leaderOf(tx, mission.id);
        const made = await updatePrice(tx, offer, priceCents);
        const commitment = await commit(tx, actor.partyId, termsOf(made, { ...offer, priceCents }));
        // Nobody hears of a lower price in a sealed auction: what is kept would be made anew, which takes its time.
        if (mission.auction === "open") await afterBid(tx, actor, mission, emit);
        const lowered = (await findOffer(tx, offer, actor.partyId)) as OfferRow;
        await auditOffer(tx, actor, "offer.lower", lowered, mission, commitment);
        await emit(tx, actor, "offer.lowered", {
          ...bothSides(lowered),
          beatenPartyId: beaten(leader, lowered),
        });
        return ownOffer(lowered, reader(actor, language));
      });
    },

    withdraw(command: Command, offerId: string, language: Language): Promise<Offer> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const { mission, offer } = await lockOffer(tx, actor, offerId, emit);
        requireSide(actor, offer.providerPartyId, "offers:conduct");
        if (offer.status !== "submitted") throw new AppError("invalid_transition");
        return ownOffer(await withdraw(tx, actor, mission, offer, emit), reader(actor, language));
      });
    },

    /** The client takes one offer; the mission's row is locked, so of rival awards one comes first. */
    award(
      command: Command,
      offerId: string,
      { shareContact }: { readonly shareContact: boolean },
      language: Language,
    ): Promise<SeenOffer> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const { mission, offer } = await lockOffer(tx, actor, offerId, emit);
        requireSide(actor, offer.clientPartyId, "missions:conduct");
        if (TAKEN.has(mission.status)) throw new AppError("already_awarded");
        const name = mission.status === "published" ? "award_early" : "award";
        if (offer.status !== "submitted") throw new AppError("invalid_transition");
        await setStatus(tx, offer, "accepted");
        await makeTransition(tx, actor, mission, name, "client", emit);
        await emit(tx, actor, "offers.changed", { missionId: mission.id });
        const awarded = (await findOffer(tx, offer, actor.partyId)) as OfferRow;
        await auditOffer(tx, actor, "offer.award", awarded, mission);
        await emit(tx, actor, "offer.awarded", { ...bothSides(awarded), shareContact });
        return seenOffer(awarded, reader(actor, language), sealing(mission));
      });
    },

    /** What this reader may see of a mission's offers; in an order of theirs that it may see, else as they came. */
    async list(
      actor: UserActor,
      missionId: string,
      page: Pick<OfferFilter, "sort" | "after" | "limit"> & { mine: boolean },
      language: Language,
    ): Promise<{ offer: SeenOffer; position: OfferPosition }[]> {
      const mission = await requireVisible(database.writer, actor, missionId);
      const client = mission.clientPartyId === actor.partyId;
      const sealed = mission.auction === "sealed";
      const read = async (connection: Connection, deadlinePassed: boolean) => {
        const prices = !sealed || (client && deadlinePassed);
        const seesOrder = page.sort === "duration" ? client && prices : prices;
        const rows = await listOffers(connection, missionId, {
          ...page,
          sort: orderOf(seesOrder ? page.sort : "arrival", page.after),
          readerPartyId: actor.partyId,
          onlyOwn: page.mine || (sealed && !client),
        });
        return rows.map((row) => ({
          offer: seenOffer(row, reader(actor, language), { sealed, deadlinePassed }),
          position: row.position,
        }));
      };
      if (!sealed || !client) return read(database.writer, false);
      return database.transaction(async (tx) => read(tx, await lockUnsealed(tx, missionId)));
    },

    /** For moderators. */
    listRelated: (page: { beforeId: string | null; limit: number }): Promise<RelatedOffers[]> =>
      listRelatedOffers(database.writer, page),

    async listOwn(
      actor: UserActor,
      filter: { status: OfferStatus | null; beforeId: string | null; limit: number },
      language: Language,
    ): Promise<MyOffer[]> {
      const rows = await listOffersOf(database.writer, actor.partyId, filter);
      return rows.map((row) => myOffer(row, reader(actor, language)));
    },
  };
}

/** Whose best price this one has just undercut; the leader was read before. */
const beaten = (leader: Leader | null, offer: OfferRow): string | null =>
  leader !== null && leader.partyId !== offer.providerPartyId && offer.priceCents < leader.priceCents
    ? leader.partyId
    : null;

const bothSides = ({ missionId, clientPartyId, providerPartyId }: OfferRow) => ({
  missionId,
  clientPartyId,
  providerPartyId,
});

/** A walk that began before prices could be read ends in the order in which it began. Throws `invalid_cursor`. */
function orderOf(sort: OfferSort, after: OfferPosition | null): OfferSort {
  if (after === null || isPlaceIn(sort, after)) return sort;
  if (isPlaceIn("arrival", after)) return "arrival";
  throw new AppError("invalid_cursor");
}

const sealing = (mission: LockedMission) => ({
  sealed: mission.auction === "sealed",
  deadlinePassed: mission.deadlinePassed,
});

async function afterBid(tx: Tx, actor: UserActor, mission: LockedMission, emit: Emit): Promise<void> {
  const { auction, deadline, extensionCount, now } = mission;
  const later = deadline === null ? null : deadlineAfterOffer({ auction, deadline, extensionCount }, now);
  if (later !== null) {
    await moveDeadline(tx, mission.id, later);
    await emit(tx, actor, "mission.deadline_moved", { missionId: mission.id, deadline: later.toISOString() });
  }
  await emit(tx, actor, "offers.changed", { missionId: mission.id });
}
