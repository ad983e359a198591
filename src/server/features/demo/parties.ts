import { compiledTrades } from "./catalogue.ts";
import { familyName, firstName, personName } from "./names.ts";
import { organisation } from "./organisations.ts";
import type { DemoPlace, PlaceLottery } from "./places.ts";
import { createRandom, type Random } from "./random.ts";
import { render, type Scope } from "./template.ts";
import type { ClientKind } from "./trade-texts.ts";

/** Who publishes a mission: a person or an organisation, always the same for one seed, kind and number. */
export type DemoClient = {
  /** Names it in the world: "client:person:12". */
  key: string;
  kind: ClientKind;
  displayName: string;
  place: DemoPlace;
  /** Writes "nous". */
  several: boolean;
  /** How its texts are signed; null for organisations. */
  signature: string | null;
  /** "notre librairie", "la commune"; empty for persons. */
  self: string;
  /** Types with typographic apostrophes, as phones do. */
  typographic: boolean;
};

/** Who makes offers: a craftsperson under their own name, or a firm. */
export type DemoProvider = {
  key: string;
  category: string;
  displayName: string;
  organisation: boolean;
  several: boolean;
  feminine: boolean;
  first: string;
  place: DemoPlace;
  /** Years in the trade. */
  years: number;
  typographic: boolean;
};

const KIND_STREAM: Record<ClientKind, number> = {
  person: 11,
  condo: 12,
  shop: 13,
  restaurant: 14,
  company: 15,
  association: 16,
  town: 17,
};

export function demoClient(seed: number, lottery: PlaceLottery, kind: ClientKind, index: number): DemoClient {
  const random = createRandom(seed, KIND_STREAM[kind], index);
  const typographic = random.chance(0.4);
  const key = `client:${kind}:${index}`;
  if (kind !== "person") {
    // Towns are all different, so each takes the next commune of a fixed walk instead of a drawn one.
    const place = kind === "town" ? walk(lottery, seed, index) : lottery.pick(random);
    const { displayName, self } = organisation(kind, place, random);
    return { key, kind, displayName, place, several: true, signature: null, self, typographic };
  }
  const place = lottery.pick(random);
  const name = personName(random);
  const several = random.chance(0.4);
  const signature = several ? `${name.first} et ${firstName(random, !name.feminine)}` : name.first;
  return {
    key,
    kind,
    displayName: `${name.first} ${name.last}`,
    place,
    several,
    signature,
    self: "",
    typographic,
  };
}

/** 7919 is prime and divides no list of communes in use, so the walk meets every commune once. */
function walk({ places }: PlaceLottery, seed: number, index: number): DemoPlace {
  const step = places.length % 7919 === 0 ? 1 : 7919;
  return places[((seed >>> 0) + index * step) % places.length] as DemoPlace;
}

export function demoProvider(
  seed: number,
  lottery: PlaceLottery,
  category: string,
  index: number,
): DemoProvider {
  const trade = compiledTrades.get(category);
  if (trade === undefined) throw new ReferenceError(`No category ${category}.`);
  const random = createRandom(seed, 100 + trade.position, index);
  const place = lottery.pick(random);
  const name = personName(random);
  const firm = random.chance(0.45);
  const sign = firm ? render(random.pick(trade.signs), signScope(random, name.first, name.last)) : null;
  return {
    key: `provider:${category}:${index}`,
    category,
    displayName: sign ?? `${name.first} ${name.last}`,
    organisation: firm,
    several: firm,
    feminine: name.feminine,
    first: name.first,
    place,
    years: random.int(2, 28),
    typographic: random.chance(0.4),
  };
}

function signScope(random: Random, first: string, last: string): Scope {
  const names: Record<string, string> = { first, last, last2: familyName(random) };
  return { random, several: false, tables: [], given: (name) => names[name], values: new Map(), factor: 1 };
}
