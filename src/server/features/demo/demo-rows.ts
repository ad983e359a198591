import { type PartyKind, partyRows } from "../accounts/index.ts";
import { cardOf, cardRows } from "../listing/index.ts";
import { type MissionRow, missionRows, tallyRows } from "../missions/index.ts";
import { notificationRows } from "../notifications/index.ts";
import { type BulkOffer, offerRows, revisionRows } from "../offers/index.ts";
import { createExchange, exchangeTables } from "./exchange.ts";
import { gatherRows } from "./gathered-rows.ts";
import { idOf } from "./ids.ts";
import type { DemoMission } from "./mission.ts";
import { missionRow, time } from "./mission-row.ts";
import type { DemoOffer } from "./offers.ts";
import type { OwnMissions } from "./own-missions.ts";
import type { Proofs } from "./proofs.ts";
import { type Told, toldToBidder, toldToClient } from "./told.ts";
import type { ClientKind } from "./trade-texts.ts";

export interface DemoRowsOptions {
  readonly seed: number;
  readonly at: number;
  readonly currency: string;
  readonly ownMissions: OwnMissions | null;
  /** What proves the auctions; null: nothing does. */
  readonly proofs: Proofs | null;
}

/** In the order in which foreign keys want them. */
const tables = [
  ...[partyRows, missionRows, tallyRows, cardRows, offerRows, revisionRows],
  ...exchangeTables,
  notificationRows,
];

/** Every so many missions the account that a person signs in with owns one, or has an offer on one. */
const OWN_EVERY = 97;
/** So many are held against what they have asked to hear of. */
const NEWEST = 150;
/** What they were told before that they have read. */
const READ_AFTER_MS = 21 * 86_400_000;

/** Example missions as lines of COPY, table by table. */
export function createDemoRows(options: DemoRowsOptions) {
  const { seed, at, currency, ownMissions, proofs } = options;
  const parties = new Map<string, string>();
  const { put, take } = gatherRows(tables);
  const published: { id: string; at: number }[] = [];
  let offerTotal = 0;

  const party = (key: string, displayName: string, kind: PartyKind): string => {
    const known = parties.get(key);
    if (known !== undefined) return known;
    const id = idOf(`${seed}:${at}:${key}`, at - 900 * 86_400_000);
    parties.set(key, id);
    put(partyRows, { id, kind, displayName, createdAt: new Date(at - 900 * 86_400_000) });
    return id;
  };

  const addOffer = (
    mission: MissionRow,
    offer: DemoOffer,
    number: number,
    providerPartyId: string | null,
  ): BulkOffer => {
    const { provider } = offer;
    const providerId =
      providerPartyId ??
      party(provider.key, provider.displayName, provider.organisation ? "company" : "person");
    const made: BulkOffer = {
      id: idOf(`${mission.id}:${number}`, offer.createdAt),
      missionId: mission.id,
      clientPartyId: mission.clientPartyId,
      providerPartyId: providerId,
      bidderNumber: number,
      status: offer.status,
      priceCents: offer.priceCents,
      durationDays: offer.durationDays,
      message: offer.message,
      createdAt: new Date(offer.createdAt),
      pricedAt: new Date(offer.revisions.at(-1)?.at ?? offer.createdAt),
      updatedAt: new Date(offer.updatedAt),
    };
    put(offerRows, made);
    offer.revisions.forEach(({ priceCents, at: moment }, index) => {
      put(revisionRows, { offer: made, revision: index + 1, priceCents, at: new Date(moment) });
    });
    offerTotal += 1;
    return made;
  };

  const tell = (
    missionId: string,
    userId: string,
    partyId: string,
    told: Told | null,
    subjectId: string | null = null,
  ) => {
    if (told === null || told.at > at) return;
    const moment = new Date(told.at);
    const readAt = at - told.at > READ_AFTER_MS ? moment : null;
    const id = idOf(`${missionId}:${told.kind}:${subjectId}:${userId}`, told.at);
    put(notificationRows, { id, userId, partyId, kind: told.kind, missionId, subjectId, at: moment, readAt });
  };
  // What people tell each other is for who looks around; a load for figures has no use for it.
  const exchange = ownMissions === null ? null : createExchange({ seed, at, own: ownMissions, put, tell });

  return {
    take,
    get offers() {
      return offerTotal;
    },
    /** The latest published, by id: a few. */
    newest: () =>
      published
        .sort((one, other) => other.at - one.at)
        .slice(0, NEWEST)
        .map(({ id }) => id),
    add(demo: DemoMission): void {
      const own = ownMissions !== null && demo.index % OWN_EVERY === 0 ? ownMissions : null;
      const ownOffer =
        ownMissions !== null && demo.index % OWN_EVERY === 1 ? ownMissions.providerPartyId : null;
      const clientId =
        own?.clientPartyId ?? party(demo.client.key, demo.client.displayName, kindOf[demo.client.kind]);
      const row = missionRow(
        demo,
        idOf(`${seed}:${at}:mission:${demo.index}`, demo.life.createdAt),
        clientId,
        own?.clientName ?? demo.client.displayName,
      );
      put(missionRows, { ...row, endedAt: time(demo.life.endedAt) });
      if (row.publishedAt !== null && exchange === null) put(tallyRows, row);
      if (row.status === "published") put(cardRows, cardOf(row, currency));
      if (row.status === "published" && exchange !== null)
        published.push({ id: row.id, at: row.publishedAt?.getTime() ?? 0 });
      const offers = demo.offers.map((offer, index) =>
        addOffer(row, offer, index + 1, index === 0 ? ownOffer : null),
      );
      const providers = offers.map((offer) => offer.providerPartyId);
      const questions = exchange?.add(demo, row, providers) ?? [];
      proofs?.add({ demo, mission: row, offers, questions });
      if (own !== null) tell(row.id, own.clientUserId, own.clientPartyId, toldToClient(demo));
      const [first] = demo.offers;
      if (ownOffer !== null && ownMissions !== null && first !== undefined)
        tell(row.id, ownMissions.providerUserId, ownOffer, toldToBidder(demo, first.status));
    },
  };
}

/** Co-owners are no company: French law has them as a body of their own, nearest to an association. */
const kindOf: Record<ClientKind, PartyKind> = {
  person: "person",
  condo: "association",
  shop: "company",
  restaurant: "company",
  company: "company",
  association: "association",
  town: "public_body",
};
