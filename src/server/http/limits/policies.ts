import type { Config } from "../../platform/config.ts";
import type { Counter, Counters } from "../../platform/limits/counters.ts";

/** By what a limit tells callers apart: `user` is the user of the access token, or the address where there is none. */
export type CountedBy = "user" | "address";

export interface Rate {
  readonly points: number;
  readonly seconds: number;
}

/** One limit: so many points in each window of so many seconds. */
export interface Policy extends Rate {
  readonly name: LimitName;
  readonly by: CountedBy;
  readonly counter: Counter;
}

const countedBy = {
  /** Every request but those of routes with a limit of their own in its place. */
  global: "user",
  /** Lists that are searched or filtered. */
  search: "user",
  /** Suggestions while one types; stands in the place of `global`. */
  suggest: "user",
  createMission: "user",
  export: "user",
  login: "address",
  register: "address",
  reset: "address",
  /** Anyone may report, and nobody may flood whoever reads the reports. */
  report: "address",
  /** A mail provider's one machine asks for thousands; a token can only switch off. */
  unsubscribe: "address",
  /** Questions that were asked. */
  question: "user",
  /** Messages that were written; and whatever was sent to be one. */
  message: "user",
  messagesOfDay: "user",
} as const satisfies Record<string, CountedBy>;

export type LimitName = keyof typeof countedBy;

const EXPORT_RATE: Rate = { points: 3, seconds: 86_400 };
const QUESTION_RATE: Rate = { points: 20, seconds: 86_400 };
const MESSAGE_RATE: Rate = { points: 30, seconds: 600 };
const MESSAGES_OF_DAY_RATE: Rate = { points: 300, seconds: 86_400 };
const UNSUBSCRIBE_RATE: Rate = { points: 1_000, seconds: 60 };
const REPORT_RATE: Rate = { points: 5, seconds: 3_600 };

/** Every limit with its rate. Sign-up and reset have the rate of sign-in, each with a count of its own. */
export function policiesOf(
  rates: NonNullable<Config["rateLimits"]>,
  counters: Counters,
): Record<LimitName, Policy> {
  const all = {
    ...rates,
    register: rates.login,
    reset: rates.login,
    export: EXPORT_RATE,
    report: REPORT_RATE,
    unsubscribe: UNSUBSCRIBE_RATE,
    question: QUESTION_RATE,
    message: MESSAGE_RATE,
    messagesOfDay: MESSAGES_OF_DAY_RATE,
  };
  const names = Object.keys(countedBy) as LimitName[];
  return Object.fromEntries(
    names.map((name) => {
      const counter = counters.open(name, all[name].seconds);
      return [name, { name, by: countedBy[name], ...all[name], counter }];
    }),
  ) as Record<LimitName, Policy>;
}
