import type { CompiledJob } from "./catalogue.ts";
import { type Life, MINUTE } from "./lifecycle.ts";
import { offerMessage } from "./offer-text.ts";
import type { DemoProvider } from "./parties.ts";
import type { Random } from "./random.ts";
import type { Setting } from "./texts-schema.ts";

export type DemoOfferStatus = "submitted" | "withdrawn" | "accepted" | "rejected" | "declined" | "lapsed";

/** An offer with all its prices, in cents, the last one current. Times in milliseconds since 1970. */
export type DemoOffer = {
  provider: DemoProvider;
  status: DemoOfferStatus;
  priceCents: number;
  durationDays: number;
  message: string;
  createdAt: number;
  updatedAt: number;
  revisions: readonly { priceCents: number; at: number }[];
};

export type MissionOffersInput = {
  random: Random;
  life: Life;
  job: CompiledJob;
  setting: Setting;
  act: string;
  when: string;
  expectedCents: number;
  /** How many providers the category has. */
  providers: number;
  provider: (number: number) => DemoProvider;
};

/** A price is between 1 and 1,000,000 euros. */
const PRICE_LIMITS = [100, 100_000_000] as const;

/** The offers of one mission in the order in which they came, consistent with its state (product.md). */
export function missionOffers(input: MissionOffersInput): DemoOffer[] {
  const { random, life } = input;
  if (life.offersFrom === null || life.offersUntil === null) return [];
  // A late offer would have moved the deadline, so none comes in its last ten minutes.
  const from = life.offersFrom + 5 * MINUTE;
  const until = life.offersUntil - 10 * MINUTE;
  const possible = until - from > 2 * MINUTE;
  const count = possible ? offerCount(life, random) : 0;
  const numbers = distinctNumbers(count, input.providers, random);
  const times = numbers
    .map(() => from + Math.round((until - from) * random.next() ** 1.3))
    .sort((a, b) => a - b);
  const offers = numbers.map((number, rank) => oneOffer(input, number, times[rank] as number, until));
  settle(offers, life, random);
  return offers;
}

/** About a quarter of what is published has no offer yet; most have two to five, some have ten. */
function offerCount(life: Life, random: Random): number {
  if (life.offers === "none") return life.status === "expired" && random.chance(0.2) ? 1 : 0;
  const none = life.offers === "any" && random.chance(0.25);
  if (none) return 0;
  return 1 + Math.min(9, Math.floor(-Math.log(1 - random.next()) * 2.6));
}

function distinctNumbers(count: number, limit: number, random: Random): number[] {
  const numbers = new Set<number>();
  while (numbers.size < Math.min(count, limit)) numbers.add(random.int(0, limit - 1));
  return [...numbers];
}

function oneOffer(input: MissionOffersInput, number: number, createdAt: number, until: number): DemoOffer {
  const { random, job, setting, act, when, expectedCents } = input;
  const provider = input.provider(number);
  const first = withinLimits(expectedCents * Math.exp(0.08 + 0.16 * random.normal()), random);
  const revisions = [{ priceCents: first, at: createdAt }];
  // Prices go down in the open: some providers lower theirs once or more.
  while (revisions.length < 4 && random.chance(0.28)) {
    const { priceCents, at } = revisions.at(-1) as { priceCents: number; at: number };
    const lower = lowered(priceCents, random);
    const next = at + Math.round((until - at) * (0.1 + 0.7 * random.next()));
    if (lower === null || next - at < MINUTE) break;
    revisions.push({ priceCents: lower, at: next });
  }
  const [minDays, maxDays] = job.days;
  const durationDays = Math.max(1, random.int(minDays, maxDays) + (random.chance(0.2) ? 1 : 0));
  const last = revisions.at(-1) as { priceCents: number; at: number };
  return {
    provider,
    status: "submitted",
    priceCents: last.priceCents,
    durationDays,
    message: offerMessage({ random, job, setting, provider, act, when, durationDays }),
    createdAt,
    updatedAt: last.at,
    revisions,
  };
}

function withinLimits(cents: number, random: Random): number {
  const step = cents < 20_000 ? 500 : cents < 200_000 ? 1_000 : 5_000;
  const rounded = random.chance(0.85) ? Math.round(cents / step) * step : Math.round(cents / 100) * 100;
  return Math.min(PRICE_LIMITS[1], Math.max(1_000, rounded));
}

/** Two to eight percent less, in whole euros, by at least 1 % and at least 1 euro; null where none is left. */
function lowered(cents: number, random: Random): number | null {
  const target = Math.floor((cents * (1 - 0.02 - 0.06 * random.next())) / 100) * 100;
  const smallestStep = Math.max(Math.ceil(cents / 100), 100);
  const lower = Math.min(target, Math.floor((cents - smallestStep) / 100) * 100);
  return lower >= PRICE_LIMITS[0] ? lower : null;
}

/** Gives each offer the status that the mission's state asks for. */
function settle(offers: DemoOffer[], life: Life, random: Random): void {
  if (offers.length === 0) return;
  if (life.offers === "none") {
    withdrawAll(offers, life);
    return;
  }
  for (const offer of offers) {
    const leaves = offers.filter(({ status }) => status === "submitted").length > 1 && random.chance(0.05);
    if (leaves) withdraw(offer, life, random);
  }
  const live = offers.filter(({ status }) => status === "submitted").sort(byPrice);
  if (life.awardedAt !== null) award(live, life, random);
  else if (life.endedAt !== null) for (const offer of live) change(offer, "lapsed", life.endedAt);
}

function byPrice(a: DemoOffer, b: DemoOffer): number {
  return a.priceCents - b.priceCents || a.createdAt - b.createdAt;
}

function withdrawAll(offers: DemoOffer[], life: Life): void {
  for (const offer of offers) change(offer, "withdrawn", (life.offersUntil as number) - MINUTE);
}

function withdraw(offer: DemoOffer, life: Life, random: Random): void {
  const until = life.offersUntil as number;
  change(offer, "withdrawn", offer.updatedAt + Math.round((until - offer.updatedAt) * 0.8 * random.next()));
}

/** One accepted, mostly the cheapest; the others wait until the provider starts, and are rejected then. */
function award(live: DemoOffer[], life: Life, random: Random): void {
  const order = random.chance(0.7) ? live : [...live.slice(1), ...live.slice(0, 1)];
  const awardedAt = life.awardedAt as number;
  if (life.declinedAt !== null && order.length > 1) {
    change(order.shift() as DemoOffer, "declined", life.declinedAt);
  }
  const [accepted, ...others] = order;
  if (accepted !== undefined) change(accepted, "accepted", awardedAt);
  if (life.startedAt !== null) for (const offer of others) change(offer, "rejected", life.startedAt);
}

function change(offer: DemoOffer, status: DemoOfferStatus, at: number): void {
  offer.status = status;
  offer.updatedAt = Math.round(at);
}
