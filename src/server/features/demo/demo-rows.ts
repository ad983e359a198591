import { createHash } from "node:crypto";
import { copyLine } from "../../platform/database/bulk.ts";
import type { PartyKind } from "../accounts/index.ts";
import { cardOf } from "../listing/index.ts";
import { type MissionRow, qualityOf } from "../missions/index.ts";
import type { DemoMission } from "./mission.ts";
import type { DemoOffer } from "./offers.ts";
import type { ClientKind } from "./trade-texts.ts";

type Cell = string | number | boolean | Date | null;

export interface DemoRowsOptions {
  readonly seed: number;
  readonly at: number;
  readonly currency: string;
  readonly ownMissions: OwnMissions | null;
}

/** Who owns some of the missions and some of the offers, so that these two find something of their own. */
export interface OwnMissions {
  readonly clientPartyId: string;
  readonly clientName: string;
  readonly providerPartyId: string;
}

/** In the order in which foreign keys want them. */
export const demoTables = {
  parties: ["id", "kind", "display_name", "created_at"],
  missions: [
    ...[
      "id",
      "client_party_id",
      "status",
      "hidden_from",
      "auction",
      "title",
      "description",
      "category",
      "skills",
    ],
    ...[
      "budget_cents",
      "place_insee_code",
      "latitude",
      "longitude",
      "remote",
      "deadline",
      "quality_score",
      "due_at",
    ],
    ...["created_at", "updated_at", "published_at", "ended_at"],
  ],
  mission_tallies: ["mission_id", "offer_count", "best_offer_cents"],
  mission_cards: [
    ...[
      "mission_id",
      "client_party_id",
      "hot_rank",
      "published_at",
      "budget_sort",
      "category",
      "remote",
      "position",
    ],
    ...["search_keys", "card"],
  ],
  offers: [
    ...["id", "mission_id", "client_party_id", "provider_party_id", "bidder_number", "status", "price_cents"],
    ...["duration_days", "message", "created_at", "priced_at", "updated_at"],
  ],
  offer_revisions: ["offer_id", "revision", "mission_id", "provider_party_id", "price_cents", "created_at"],
} as const;
export type DemoTable = keyof typeof demoTables;

/** Every so many missions the account that a person signs in with owns one, or has an offer on one. */
const OWN_EVERY = 97;

/** Example missions as lines of COPY, table by table. */
export function createDemoRows(options: DemoRowsOptions) {
  const { seed, at, currency, ownMissions } = options;
  const parties = new Map<string, string>();
  const lines = Object.fromEntries(Object.keys(demoTables).map((table) => [table, []])) as unknown as Record<
    DemoTable,
    string[]
  >;
  const put = (table: DemoTable, cells: readonly Cell[]) => void lines[table].push(copyLine(cells));
  let offerTotal = 0;

  const party = (key: string, displayName: string, kind: PartyKind): string => {
    const known = parties.get(key);
    if (known !== undefined) return known;
    const id = idOf(`${seed}:${at}:${key}`, at - 900 * 86_400_000);
    parties.set(key, id);
    put("parties", [id, kind, displayName, new Date(at - 900 * 86_400_000)]);
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
    const id = idOf(`${mission.id}:${number}`, offer.createdAt);
    const pricedAt = offer.revisions.at(-1)?.at ?? offer.createdAt;
    put("offers", [
      ...[id, mission.id, mission.clientPartyId, providerId, number, offer.status, offer.priceCents],
      ...[offer.durationDays, offer.message, new Date(offer.createdAt), new Date(pricedAt)],
      new Date(offer.updatedAt),
    ]);
    offer.revisions.forEach(({ priceCents, at: time }, index) => {
      put("offer_revisions", [id, index + 1, mission.id, providerId, priceCents, new Date(time)]);
    });
    offerTotal += 1;
  };

  return {
    lines,
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
      put("missions", missionCells(row, demo));
      if (row.publishedAt !== null) put("mission_tallies", [row.id, row.offerCount, row.bestOfferCents]);
      if (row.status === "published") put("mission_cards", cardCells(row, currency));
      demo.offers.forEach((offer, index) => {
        addOffer(row, offer, index + 1, index === 0 ? ownOffer : null);
      });
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

function missionCells(row: MissionRow, { life }: DemoMission): Cell[] {
  return [
    ...[row.id, row.clientPartyId, row.status, row.hiddenFrom, row.auction, row.title, row.description],
    ...[row.category, arrayLiteral(row.skills), row.budgetCents, row.inseeCode, row.latitude, row.longitude],
    ...[row.remote, row.deadline, row.qualityScore, row.dueAt, row.createdAt, row.updatedAt, row.publishedAt],
    time(life.endedAt),
  ];
}

function cardCells(row: MissionRow, currency: string): Cell[] {
  const card = cardOf(row, currency);
  return [
    ...[card.missionId, card.clientPartyId, card.hotRank, card.publishedAt, card.budgetSort, card.category],
    ...[card.remote, card.position, card.searchKeys, card.json],
  ];
}

/** PostgreSQL's text form of a text array. */
function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
