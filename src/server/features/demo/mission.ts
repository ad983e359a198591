import { partOfMonth } from "./calendar.ts";
import { type CompiledJob, tradeLottery } from "./catalogue.ts";
import { DAY, type Life, lifeOf, statusOf } from "./lifecycle.ts";
import { missionText } from "./mission-text.ts";
import { type DemoOffer, missionOffers } from "./offers.ts";
import { type DemoClient, demoClient, demoProvider } from "./parties.ts";
import { createPlaceLottery, type DemoPlace, type PlaceLottery, pointIn } from "./places.ts";
import { createRandom, type Random } from "./random.ts";
import type { Setting } from "./texts-schema.ts";
import type { ClientKind } from "./trade-texts.ts";

/** One example mission with its whole story. Times in milliseconds since 1970, money in cents. */
export type DemoMission = {
  index: number;
  client: DemoClient;
  category: string;
  title: string;
  description: string;
  skills: string[];
  budgetCents: number | null;
  remote: boolean;
  /** null when it is done at a distance from anywhere. */
  location: { place: DemoPlace; latitude: number; longitude: number } | null;
  life: Life;
  offers: DemoOffer[];
};

export type DemoWorld = {
  seed: number;
  /** The moment the missions are seen from. */
  at: number;
  missions: number;
  lottery: PlaceLottery;
  /** How many parties there are to choose from. */
  clients: Record<ClientKind, number>;
  providersPerCategory: number;
};

const CLIENT_SHARES: Record<ClientKind, number> = {
  person: 0.6,
  condo: 0.05,
  shop: 0.08,
  restaurant: 0.06,
  company: 0.09,
  association: 0.08,
  town: 0.04,
};

/**
 * The frame that all missions of one demonstration share: the same arguments give the same content, byte for
 * byte. `at` in milliseconds since 1970.
 */
export function createDemoWorld(options: {
  seed: number;
  at: number;
  missions: number;
  places: readonly DemoPlace[];
}): DemoWorld {
  const { seed, at, missions } = options;
  const clients = Math.min(missions * 0.5, 60_000 + missions * 0.05);
  const pool = (kind: ClientKind) => Math.max(3, Math.round(clients * CLIENT_SHARES[kind]));
  return {
    seed,
    at,
    missions,
    lottery: createPlaceLottery(options.places),
    clients: {
      person: pool("person"),
      condo: pool("condo"),
      shop: pool("shop"),
      restaurant: pool("restaurant"),
      company: pool("company"),
      association: pool("association"),
      town: pool("town"),
    },
    providersPerCategory: Math.max(14, Math.min(600, Math.round(missions / 120))),
  };
}

/** Streams of random numbers of one mission, apart so that a change to one leaves the others as they were. */
const TEXT = 1;
const LIFE = 2;
const OFFERS = 3;

export function generateMission(world: DemoWorld, index: number): DemoMission {
  const random = createRandom(world.seed, TEXT, index);
  const life = lifeOf(statusOf(index), world.at, createRandom(world.seed, LIFE, index));
  const trade = random.pick(tradeLottery);
  const job = random.pick(trade.jobs);
  const kind = random.pick(job.clients);
  const client = demoClient(world.seed, world.lottery, kind, random.int(0, world.clients[kind] - 1));
  const setting = settingOf(job, kind, client.place, random);
  const workStart = new Date((life.deadline ?? world.at + 20 * DAY) + random.int(4, 45) * DAY);
  const text = missionText({ random, job, client, setting, place: client.place, workStart });
  const expected = expectedCents(job, text.factor, random);
  const remote = setting === "remote";
  const nowhere = remote && random.chance(0.7);
  const offers = missionOffers({
    random: createRandom(world.seed, OFFERS, index),
    life,
    job,
    setting,
    act: text.act,
    when: partOfMonth(workStart),
    expectedCents: expected,
    providers: world.providersPerCategory,
    provider: (number) => demoProvider(world.seed, world.lottery, trade.category, number),
  });
  return {
    index,
    client,
    category: trade.category,
    title: text.title,
    description: text.description,
    skills: text.skills,
    budgetCents: random.chance(0.12) ? null : expected,
    remote,
    location: nowhere ? null : { place: client.place, ...pointIn(client.place, random) },
    life,
    offers,
  };
}

function settingOf(job: CompiledJob, kind: ClientKind, place: DemoPlace, random: Random): Setting {
  if (job.site !== "home" && job.site !== "house") return job.site;
  if (kind !== "person") return "premises";
  if (job.site === "house") return "house";
  return random.chance(place.population >= 20_000 ? 0.7 : 0.2) ? "flat" : "house";
}

/** What such a job costs, log-normal around its median, rounded as people round; at least 30 euros. */
function expectedCents(job: CompiledJob, factor: number, random: Random): number {
  const euros = job.euros * factor * Math.exp(job.spread * random.normal());
  return Math.max(30, roundEuros(euros)) * 100;
}

function roundEuros(euros: number): number {
  const step = euros < 100 ? 5 : euros < 1_000 ? 10 : euros < 10_000 ? 50 : 500;
  return Math.round(euros / step) * step;
}
