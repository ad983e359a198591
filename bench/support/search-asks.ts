import type { Ask } from "./ask.ts";
import { CREUSE, PARIS } from "./sample.ts";
import { fiveWordQueries, readWords } from "./words.ts";
import type { Workbench } from "./workbench.ts";

type Query = Record<string, string | number | boolean>;

export function listAsk(query: Query): Ask {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return { path: `/api/v1/missions?${text}` };
}

/** The four kinds that have a figure of their own. */
export async function searchAsks(bench: Workbench) {
  const { rare, common } = await readWords(bench);
  const five = await fiveWordQueries(bench, 10);
  const pairs = common.map((word, index) => `${word} ${common[(index + 1) % common.length]}`);
  const asks = (queries: readonly string[]) => queries.map((q) => listAsk({ q }));
  return {
    words: { rare, common },
    kinds: { rare: asks(rare), common: asks(common), "two common": asks(pairs), "five words": asks(five) },
  };
}

/** Whatever else may be asked: each kind of word with each kind of filter, order and distance. */
export function furtherAsks({ rare, common }: { rare: readonly string[]; common: readonly string[] }): Ask[] {
  const [first = "", second = "", third = "", fourth = "", fifth = ""] = common;
  const queries = [
    rare[0] ?? "",
    first,
    `${first} ${second}`,
    `${first} ${rare[1]}`,
    `${first} ${second} ${third} ${fourth} ${fifth}`,
    `"${first} ${second}"`,
    `${first} -${second}`,
    misspelled(rare[2] ?? ""),
  ];
  const filters: Query[] = [
    {},
    { category: "peinture" },
    { category: "traduction", budgetMin: 5_000_000 },
    { remote: true },
    { budgetMin: 100_000, budgetMax: 200_000 },
    { ...PARIS, radiusKm: 10 },
    { ...CREUSE, radiusKm: 10 },
    { ...CREUSE, radiusKm: 30, category: "plomberie" },
  ];
  const orders: Query[] = [{}, { sort: "newest" }, { sort: "budget" }, { sort: "distance", ...PARIS }];
  const searches = queries.flatMap((q) =>
    orders.flatMap((order) => filters.map((filter) => listAsk({ q, ...order, ...filter }))),
  );
  const lists = [{ sort: "hot" }, ...orders.slice(1)].flatMap((order) =>
    filters.map((filter) => listAsk({ ...order, ...filter })),
  );
  return [...searches, ...lists];
}

/** One letter left out of the middle. */
function misspelled(word: string): string {
  const middle = Math.floor(word.length / 2);
  return word.slice(0, middle) + word.slice(middle + 1);
}
