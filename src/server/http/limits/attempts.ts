import { createHmac } from "node:crypto";
import { AppError } from "../../core/errors.ts";
import type { Addition, Counter, Counters } from "../../platform/limits/counters.ts";
import { wholeSeconds } from "./fields.ts";
import type { Rate } from "./policies.ts";
import { addressSubject, networkSubject } from "./subject.ts";

const HOUR = 3_600;
const DAY = 86_400;

/** Wrong passwords for one account in an hour, from wherever; beyond it each address still has one try. */
export const ACCOUNT_FAILURES: Rate = { points: 100, seconds: HOUR };
/** Wrong codes of a second factor for one account, from wherever. */
export const CODE_FAILURES: Rate = { points: 20, seconds: HOUR };
/** Mails to one address that anyone may ask for. */
export const MAILS: Rate = { points: 3, seconds: HOUR };
const LONGEST_BLOCK_SECONDS = DAY;
/** Who is around so many waits behind everybody else; what is beyond makes no difference. */
const MOST_NETWORK_FAILURES = 1_000;

export interface Attempt {
  /** The account's name as its owner types it, by which it is compared; known or not makes no difference. */
  readonly account: string;
  readonly address: string | null;
}

/**
 * Guards what can be guessed. Each attempt is counted before it is made, so that many at once get no more tries than
 * one after another; it stands when `work` throws `invalid_credentials`, and is taken back otherwise. Known and
 * unknown accounts are counted, refused and answered alike.
 */
export interface Attempts {
  /**
   * Throws `rate_limited` when this address failed too often on this account, for twice as long at each time until
   * a success, or when the account was tried too often from everywhere and this address has failed already.
   * @param work is told how many attempts of the network around the address have failed within the window, or are not over yet
   */
  password<T>(attempt: Attempt, work: (failures: number) => Promise<T>): Promise<T>;
  /** Throws `rate_limited` when too many wrong codes were given for the account, from wherever. */
  code<T>(userId: string, work: () => Promise<T>): Promise<T>;
  /**
   * Whether one more mail that anyone may ask for is sent to an address. Each kind has a count of its own, so that
   * whoever asks for one kind keeps nobody from another.
   */
  mayMail(kind: MailKind, emailKey: string): Promise<boolean>;
}

export type MailKind = "registration" | "confirmation" | "reset" | "change";

/** RATE_LIMITS=off. */
export const boundlessAttempts: Attempts = {
  password: (_attempt, work) => work(0),
  code: (_userId, work) => work(),
  mayMail: async () => true,
};

export interface AttemptsOptions {
  readonly counters: Counters;
  /** Failures of one address on one account, and for how long it is refused at first. */
  readonly rate: Rate;
  /** Keeps names of accounts out of the store. */
  readonly key: Buffer;
}

export function createAttempts({ counters, rate, key }: AttemptsOptions): Attempts {
  const failures = counters.open("password-failures", rate.seconds);
  const blocks = counters.open("password-blocks", DAY);
  const networkFailures = counters.open("network-failures", rate.seconds);
  const accountFailures = counters.open("account-failures", ACCOUNT_FAILURES.seconds);
  const codeFailures = counters.open("code-failures", CODE_FAILURES.seconds);
  const mails = counters.open("mails", MAILS.seconds);
  const nameless = (name: string) => createHmac("sha256", key).update(name).digest("base64url");

  /** The first time until the window ends, then for twice the window, four times, … at most a day. */
  const block = async (pair: string) => {
    const { used: times } = await blocks.add(pair, Number.MAX_SAFE_INTEGER);
    if (times === 1) return;
    const seconds = Math.min(rate.seconds * 2 ** Math.min(times - 1, 20), LONGEST_BLOCK_SECONDS);
    await failures.set(pair, rate.points + 1, seconds);
  };

  return {
    async password({ account, address }, work) {
      const name = nameless(account);
      const pair = `${name}:${addressSubject(address ?? undefined)}`;
      const network = networkSubject(address ?? undefined);
      const [here, everywhere, around] = await Promise.all([
        failures.add(pair, rate.points),
        accountFailures.add(name, ACCOUNT_FAILURES.points),
        networkFailures.add(network, MOST_NETWORK_FAILURES),
      ]);
      const takeBackElsewhere = () =>
        Promise.all([accountFailures.takeBack(name, everywhere), networkFailures.takeBack(network, around)]);
      const takeBack = () => Promise.all([failures.takeBack(pair, here), takeBackElsewhere()]);
      if (here.used > rate.points) {
        await takeBackElsewhere();
        throw refusal(here);
      }
      if (everywhere.used > ACCOUNT_FAILURES.points && here.used > 1) {
        await takeBack();
        throw refusal(everywhere);
      }
      try {
        const done = await work(around.used - 1);
        await takeBackElsewhere();
        await Promise.all([failures.clear(pair), blocks.clear(pair)]);
        return done;
      } catch (error) {
        if (!isWrong(error)) await takeBack();
        else if (here.used === rate.points) await block(pair);
        throw error;
      }
    },

    code: (userId, work) => countFailures(codeFailures, CODE_FAILURES, userId, work),

    async mayMail(kind, emailKey) {
      const { used } = await mails.add(`${kind}:${nameless(emailKey)}`, MAILS.points);
      return used <= MAILS.points;
    },
  };
}

async function countFailures<T>(
  counter: Counter,
  rate: Rate,
  subject: string,
  work: () => Promise<T>,
): Promise<T> {
  const addition = await counter.add(subject, rate.points);
  if (addition.used > rate.points) throw refusal(addition);
  try {
    const done = await work();
    await counter.takeBack(subject, addition);
    return done;
  } catch (error) {
    if (!isWrong(error)) await counter.takeBack(subject, addition);
    throw error;
  }
}

const isWrong = (error: unknown) => error instanceof AppError && error.code === "invalid_credentials";

const refusal = ({ resetMs }: Addition) =>
  new AppError("rate_limited", { retryAfterSeconds: Math.max(1, wholeSeconds(resetMs)) });
