import { join } from "node:path";
import { type Child, startChild } from "../../bench/support/child.ts";
import { interleave, medianOf } from "../../bench/support/rounds.ts";
import { median } from "../../bench/support/statistics.ts";
import { ApiClient } from "../../tests/support/api-client.ts";
import { PASSWORD } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import { Program } from "../support/program.ts";
import type { Answered, GuessersInput } from "./guessers.ts";

/** Guesses of an address that RATE_LIMIT_LOGIN lets pass. */
const ALLOWED = 10;
const AT_ONCE = 16;
const ACCOUNTS = 8;
/** The program as people start it, behind a proxy that says from where a request came. */
const ENVIRONMENT = { RATE_LIMITS: "on", TRUSTED_PROXIES: "127.0.0.1/32" };

export interface RefusedEffort {
  /** Measured ones; one more warms up. */
  readonly rounds: number;
  readonly addresses: number;
  /** Of all rounds together. */
  readonly refused: number;
  /** Sign-ins of a round without guessers. */
  readonly calm: number;
  readonly mostEntries: number;
  /**
   * A sign-in's time beside those of others ÷ without, asked of an idle machine: it waits for what has begun to be compared,
   * half of one on average. null: the figure alone is told.
   */
  readonly mostRatio: number | null;
}

/** What those who know their password see of a round. */
interface Round {
  readonly medianMs: number;
  readonly turnedAway: number;
  readonly answered: Answered;
}

/**
 * Sign-ins that are refused, from many addresses and for many accounts, as fast as they are answered: how many entries they
 * leave, and how long others meanwhile wait for theirs.
 */
export async function refusedSignIns(
  { check, note }: DrillReport,
  { rounds, addresses, refused, calm, mostEntries, mostRatio }: RefusedEffort,
): Promise<void> {
  const program = await Program.start(ENVIRONMENT);
  let guessers: Child | null = null;
  try {
    const people = await register(program);
    const guesses = addresses * ALLOWED;
    const input: GuessersInput = {
      ...{ url: program.url, atOnce: AT_ONCE, addresses, guesses, known: people },
      refused: Math.ceil(refused / (rounds + 1)) - guesses,
    };
    guessers = await startChild(join(import.meta.dirname, "guessers.ts"), input);
    const beside = async (word: "guess" | "insist"): Promise<Round> => {
      let over = false;
      const storm = (guessers as Child).tell<Answered>(word).finally(() => {
        over = true;
      });
      const seen = await signIn(program, people, () => !over);
      return { ...seen, answered: await storm };
    };
    const all: Round[] = [];
    const noted = async (round: Promise<Round>): Promise<Round> => {
      all.push(await round);
      return round;
    };
    const seen = await interleave(rounds, {
      guessing: () => noted(beside("guess")),
      calm: () => noted(signIn(program, people, (n) => n < calm).then((one) => ({ ...one, answered: {} }))),
      insisting: () => noted(beside("insist")),
    });
    const answers = sumOf(all);
    const [wrong = 0, limited = 0] = [answers[401], answers[429]];
    check(
      "every guess is refused: as wrong while it is counted, then by the limit",
      wrong === guesses * (rounds + 1) && Object.keys(answers).join() === "401,429",
      JSON.stringify(answers),
    );
    const turnedAway = all.reduce((sum, one) => sum + one.turnedAway, 0);
    check("nobody who knows the password is turned away", turnedAway === 0, `${turnedAway} were`);
    const time = (name: "guessing" | "calm" | "insisting") => medianOf(seen, (one) => one[name].medianMs);
    for (const name of ["guessing", "insisting"] as const) {
      const ratio = medianOf(seen, (one) => one[name].medianMs / one.calm.medianMs);
      note(
        `a sign-in takes ${time(name).toFixed(0)} ms while others are ${name}, ${time("calm").toFixed(0)} ms else`,
      );
      if (mostRatio === null) note(`${name}: ${ratio.toFixed(2)} times as long`);
      else check(`${name} ÷ calm ≤ ${mostRatio}`, ratio <= mostRatio, ratio.toFixed(2));
    }
    // What was gathered is written as it ends.
    await program.ended("SIGTERM");
    await program.start();
    const [log] = await program.sql<{ entries: number; refusals: number }>(
      `select count(*)::int as entries, sum((changes ->> 'count')::int)::int as refusals
       from audit_entries join audit_details on entry_at = at and entry_id = id where result = 'refused'`,
    );
    check(
      `${refused.toLocaleString("en")} refused sign-ins are at most ${mostEntries.toLocaleString("en")} entries, and none is lost`,
      log !== undefined && log.entries <= mostEntries && log.refusals === wrong + limited,
      `${log?.refusals} in ${log?.entries} entries`,
    );
  } finally {
    await guessers?.stop();
    await program.stop();
  }
}

const sumOf = (rounds: readonly Round[]): Answered => {
  const sum: Record<number, number> = {};
  for (const { answered } of rounds)
    for (const [status, count] of Object.entries(answered))
      sum[Number(status)] = (sum[Number(status)] ?? 0) + count;
  return sum;
};

/** The addresses that accounts go by. */
async function register({ url }: Program): Promise<string[]> {
  const api = new ApiClient(url);
  const emails = Array.from({ length: ACCOUNTS }, () => `${crypto.randomUUID()}@example.org`);
  for (const email of emails) {
    const account = { email, password: PASSWORD, displayName: "Élodie Ferrand" };
    const { status, text } = await api.post("/auth/register", account, { headers: fromNewNetwork() });
    if (status !== 201) throw new Error(`not registered: ${text}`);
  }
  return emails;
}

/** One after another, each with the right password and from a network of its own. @param goesOn told how many there were */
async function signIn(
  { url }: Program,
  emails: readonly string[],
  goesOn: (done: number) => boolean,
): Promise<Omit<Round, "answered">> {
  const took: number[] = [];
  let turnedAway = 0;
  for (let n = 0; n === 0 || goesOn(n); n += 1) {
    const begun = performance.now();
    const answer = await fetch(`${url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json", ...fromNewNetwork() },
      body: JSON.stringify({ email: emails[n % emails.length], password: PASSWORD }),
    });
    await answer.arrayBuffer();
    took.push(performance.now() - begun);
    if (answer.status !== 200) turnedAway += 1;
  }
  return { medianMs: median(took), turnedAway };
}

let networks = 0;

function fromNewNetwork(): Record<string, string> {
  networks += 1;
  return { "x-forwarded-for": `${100 + (networks >> 16)}.${(networks >> 8) % 256}.${networks % 256}.7` };
}
