import { createHash } from "node:crypto";
import type { BulkRows } from "../../platform/database/bulk.ts";
import { type PartyKind, partyRows } from "../accounts/index.ts";
import { cardOf, cardRows } from "../listing/index.ts";
import { type MissionRow, missionRows, qualityOf, tallyRows } from "../missions/index.ts";
import { notificationRows } from "../notifications/index.ts";
import { type BulkOffer, offerRows, revisionRows } from "../offers/index.ts";
import type { DemoMission } from "./mission.ts";
import type { DemoOffer } from "./offers.ts";
import { type Told, toldToBidder, toldToClient } from "./told.ts";
import type { ClientKind } from "./trade-texts.ts";

export interface DemoRowsOptions {
  readonly seed: number;
  readonly at: number;
  readonly currency: string;
  readonly ownMissions: OwnMissions | null;
}

/** Who owns some of the missions and some of the offers, so that these two find something of their own. */
export interface OwnMissions {
  readonly clientPartyId: string;
  readonly clientUserId: string;
  readonly clientName: string;
  readonly providerPartyId: string;
  readonly providerUserId: string;
}

/** In the order in which foreign keys want them. */
const tables = [partyRows, missionRows, tallyRows, cardRows, offerRows, revisionRows, notificationRows];

/** Every so many missions the account that a person signs in with owns one, or has an offer on one. */
const OWN_EVERY = 97;
/** What they were told before that they have read. */
const READ_AFTER_MS = 21 * 86_400_000;

/** Example missions as lines of COPY, table by table. */
export function createDemoRows(options: DemoRowsOptions) {
  const { seed, at, currency, ownMissions } = options;
  const parties = new Map<string, string>();
  const lines = new Map<string, string[]>(tables.map(({ table }) => [table, []]));
  const put = <Row>({ table, line }: BulkRows<Row>, row: Row) => void lines.get(table)?.push(line(row));
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
  ) => {
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
  };

  const tell = (missionId: string, userId: string, partyId: string, told: Told | null) => {
    if (told === null || told.at > at) return;
    const moment = new Date(told.at);
    const readAt = at - told.at > READ_AFTER_MS ? moment : null;
    const id = idOf(`${missionId}:told:${userId}`, told.at);
    put(notificationRows, { id, userId, partyId, kind: told.kind, missionId, at: moment, readAt });
  };

  return {
    /** What was gathered since the last time, table by table. */
    take: () =>
      tables
        .map(({ table, columns }) => ({ table, columns, lines: lines.get(table)?.splice(0) ?? [] }))
        .filter((batch) => batch.lines.length > 0),
    get offers() {
      return offerTotal;
    },
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
      if (row.publishedAt !== null) put(tallyRows, row);
      if (row.status === "published") put(cardRows, cardOf(row, currency));
      demo.offers.forEach((offer, index) => {
        addOffer(row, offer, index + 1, index === 0 ? ownOffer : null);
      });
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

/** A UUIDv7 of this moment whose random bits come from `name`: the same name, the same id. */
function idOf(name: string, time: number): string {
  const hash = createHash("sha256").update(name).digest("hex");
  const milliseconds = Math.floor(time).toString(16).padStart(12, "0");
  const variant = "89ab"[Number.parseInt(hash[3] as string, 16) % 4];
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(8, 20)}`;
}

const time = (milliseconds: number | null) => (milliseconds === null ? null : new Date(milliseconds));

function missionRow(demo: DemoMission, id: string, clientPartyId: string, clientName: string): MissionRow {
  const { life, location } = demo;
  const standing = demo.offers.filter(({ status }) => status !== "withdrawn");
  const prices = standing
    .filter(({ status }) => status === "submitted" || status === "accepted")
    .map(({ priceCents }) => priceCents);
  return {
    id,
    clientPartyId,
    clientName,
    status: life.status,
    hiddenFrom: life.hiddenFrom,
    auction: life.auction,
    title: demo.title,
    description: demo.description,
    category: demo.category,
    skills: demo.skills,
    performers: ["self_employed", "company", "association"],
    budgetCents: demo.budgetCents,
    inseeCode: location?.place.inseeCode ?? null,
    placeName: location?.place.name ?? null,
    postalCode: location?.place.postalCode ?? null,
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
    remote: demo.remote,
    deadline: time(life.deadline),
    extensionCount: 0,
    qualityScore: qualityOf({
      title: demo.title,
      description: demo.description,
      category: demo.category,
      skills: demo.skills,
      hasBudget: demo.budgetCents !== null,
      hasPlace: location !== null,
      remote: demo.remote,
      hasDeadline: life.deadline !== null,
    }).score,
    version: 1,
    dueAt: time(life.dueAt),
    createdAt: new Date(life.createdAt),
    updatedAt: new Date(life.updatedAt),
    publishedAt: time(life.publishedAt),
    offerCount: standing.length,
    bestOfferCents: life.auction === "open" && prices.length > 0 ? Math.min(...prices) : null,
    shownVersion: null,
    shownUpdatedAt: null,
    addenda: [],
  };
}
