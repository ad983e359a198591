import { categories } from "../categories/index.ts";
import type { Register } from "./common/practical.ts";
import type { Trade } from "./french.ts";
import { compileSlots, compileTemplate, type SlotTable, slotScales, type Template } from "./template.ts";
import type { ClientKind, Job, Site, TradeTexts } from "./trade-texts.ts";
import { tradeTexts } from "./trades/index.ts";

/** The texts of the trades, compiled once, each job joined with its category. */

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

function compileTrade(texts: TradeTexts, position: number): CompiledTrade {
  const category = categories.find(({ slug }) => slug === texts.category);
  if (category === undefined) throw new ReferenceError(`No category ${texts.category}.`);
  const names = category.trades.map(tradeName);
  const register = registers[category.group.fr] ?? "general";
  return {
    category: texts.category,
    position,
    signs: texts.signs.map(compileTemplate),
    trade: names[0] as Trade,
    jobs: texts.jobs.map((job) => compileJob(job, texts, names, register)),
  };
}

function compileJob(job: Job, texts: TradeTexts, names: readonly Trade[], register: Register): CompiledJob {
  const trade = job.trade === null ? null : names[job.trade ?? 0];
  if (trade === undefined) throw new ReferenceError(`No trade ${job.trade} in ${texts.category}.`);
  const slots = compileSlots(job.slots ?? {});
  const [min = 1, max = min] = (job.days ?? texts.days).split("-").map(Number);
  return {
    category: texts.category,
    register,
    trade,
    clients: (job.from ?? texts.from).split(" ") as ClientKind[],
    site: job.site ?? texts.site,
    act: compileTemplate(job.do),
    titles: (job.as ?? []).map(compileTemplate),
    euros: job.euros,
    spread: job.spread ?? 0.25,
    days: [min, max],
    skills: job.skills.split(", "),
    need: job.need.map(compileTemplate),
    more: job.more.map(compileTemplate),
    slots,
    scaling: [...slots].filter(([, slot]) => slotScales(slot)).map(([name]) => name),
  };
}

export const compiledTrades: ReadonlyMap<string, CompiledTrade> = new Map(
  tradeTexts.map((texts, position) => [texts.category, compileTrade(texts, position)]),
);

/** Trades as often as they are asked for, to pick from. */
export const tradeLottery: readonly CompiledTrade[] = tradeTexts.flatMap((texts) =>
  Array<CompiledTrade>(texts.weight ?? 1).fill(compiledTrades.get(texts.category) as CompiledTrade),
);
