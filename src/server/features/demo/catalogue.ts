import { categories } from "../categories/index.ts";
import type { Trade } from "./french.ts";
import type { Register } from "./practical.ts";
import { readTexts, textFiles } from "./read-texts.ts";
import { type SlotTable, slotScales, type Template } from "./template.ts";
import { type ClientKind, type Job, type Site, type TradeTexts, tradeTexts } from "./trade-texts.ts";

/** The texts of the trades, read once, each job joined with its category. */

export type CompiledJob = {
  category: string;
  register: Register;
  /** The trade that a title may ask for; null where none would be right. */
  trade: Trade | null;
  /** Each as often as it is likely. */
  clients: readonly ClientKind[];
  site: Site;
  act: Template;
  titles: readonly Template[];
  euros: number;
  spread: number;
  days: readonly [min: number, max: number];
  skills: readonly string[];
  need: readonly Template[];
  more: readonly Template[];
  slots: SlotTable;
  /** Slots that move the budget, drawn whether or not a text names them. */
  scaling: readonly string[];
};

export type CompiledTrade = {
  category: string;
  /** Its place in the list of trades. */
  position: number;
  signs: readonly Template[];
  trade: Trade;
  jobs: readonly CompiledJob[];
};

const registers: Readonly<Record<string, Register>> = {
  "Bâtiment et travaux": "building",
  "Aide et bien-être": "people",
  "Cours et sport": "people",
};

function tradeName(name: { masculine: string; feminine: string }): Trade {
  // Texts are written with the straight apostrophe; those who type the other get it at the end.
  return { masculine: name.masculine.replaceAll("’", "'"), feminine: name.feminine.replaceAll("’", "'") };
}

function joinTrade(texts: TradeTexts, position: number): CompiledTrade {
  const { trades, group } = categoryOf(texts);
  const names = trades.map(tradeName);
  const register = registers[group.fr] ?? "general";
  return {
    category: texts.category,
    position,
    signs: texts.signs,
    trade: names[0] as Trade,
    jobs: texts.jobs.map((job) => joinJob(job, texts, names, register)),
  };
}

/** The schema has seen that it is there. */
const categoryOf = ({ category }: TradeTexts) =>
  categories.find(({ slug }) => slug === category) as (typeof categories)[number];

function joinJob(job: Job, texts: TradeTexts, names: readonly Trade[], register: Register): CompiledJob {
  return {
    category: texts.category,
    register,
    trade: job.trade === null ? null : (names[job.trade] as Trade),
    clients: job.from ?? texts.from,
    site: job.site ?? texts.site,
    act: job.do,
    titles: job.as,
    euros: job.euros,
    spread: job.spread,
    days: job.days ?? texts.days,
    skills: job.skills,
    need: job.need,
    more: job.more,
    slots: job.slots,
    scaling: [...job.slots].filter(([, slot]) => slotScales(slot)).map(([name]) => name),
  };
}

/** One file a trade. The order is part of what a seed gives. */
const allTexts = textFiles("trades").map((file) => readTexts(file, tradeTexts));

export const compiledTrades: ReadonlyMap<string, CompiledTrade> = new Map(
  allTexts.map((texts, position) => [texts.category, joinTrade(texts, position)]),
);
if (compiledTrades.size < allTexts.length) throw new Error("texts/trades: two files are of one category");

/** Trades as often as they are asked for, to pick from. */
export const tradeLottery: readonly CompiledTrade[] = allTexts.flatMap((texts) =>
  Array<CompiledTrade>(texts.weight).fill(compiledTrades.get(texts.category) as CompiledTrade),
);
