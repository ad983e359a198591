/** What the texts of one trade are made of. The texts themselves are in `trades/`, one file a trade. */

/** Who may publish a mission; an organisation writes "nous", a person "je" or "nous". */
export type ClientKind = "person" | "condo" | "shop" | "restaurant" | "company" | "association" | "town";

/**
 * Where the work is done: in a flat or a house, in a house only, at the client's, at a distance, where an
 * event is held, or at the provider's, to whom the client brings something. An organisation's "home" is its
 * premises.
 */
export type Site = "home" | "house" | "remote" | "venue" | "workshop";

/** One kind of job. Texts are templates (see template.ts), sentences start with a capital. */
export type Job = {
  /** What is to be done, as an infinitive without capital: a title, and what follows "cherche … pour". */
  do: string;
  /** Other titles, with a capital, not infinitives. */
  as?: readonly string[];
  /** Median budget in euros, before the slots' factors. */
  euros: number;
  /** Standard deviation of the budget's logarithm; 0.25 when absent. */
  spread?: number;
  /** Days of work, "1-3"; the trade's when absent. */
  days?: string;
  /** Kinds of client, separated by spaces; the trade's when absent. */
  from?: string;
  site?: Site;
  /** Which of the category's trade names is asked for: the first when absent, none when null. */
  trade?: number | null;
  /** Separated by commas. */
  skills: string;
  /** Why the client needs it; one is used, first. */
  need: readonly string[];
  /** Details that go with any `need` and with each other; some are used, in this order. */
  more: readonly string[];
  slots?: Readonly<Record<string, string>>;
};

export type TradeTexts = {
  /** Slug of the category. */
  category: string;
  /** How often, beside the others; 1 when absent. */
  weight?: number;
  from: string;
  site: Site;
  days: string;
  /** Names under which firms of the trade are known; `{last}` is a family name, `{first}` a first name. */
  signs: readonly string[];
  jobs: readonly Job[];
};
