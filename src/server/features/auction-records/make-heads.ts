import type { AuctionFacts } from "./record-facts.ts";
import { digestOf, headBytes, headHash } from "./record-head.ts";
import { kindOf, linesOf, type RecordLine } from "./record-lines.ts";
import type { NewLine } from "./record-queries.ts";

/** Moves that end an auction, or tell of its outcome: each makes a head. */
export const TOLD: ReadonlySet<string> = new Set([
  "close",
  "expire",
  "award_early",
  "award",
  "decline",
  "lapse",
  "cancel",
]);

/** A head that is not signed yet, with its lines. */
export interface MadeHead {
  /** Counts from 1. */
  readonly number: number;
  /** What is signed. */
  readonly bytes: Buffer;
  readonly lines: readonly NewLine[];
}

/**
 * The next head of an auction's record: over the lines that are new since the one before.
 * @param last null: there is none yet
 * @param known the keys of all lines that the heads before are over
 * @param saltOf 32 bytes that nobody can guess, another for each line
 */
export function nextHead(
  facts: AuctionFacts,
  { last, known }: { readonly last: Omit<MadeHead, "lines"> | null; readonly known: ReadonlySet<string> },
  saltOf: (line: RecordLine) => Buffer,
): MadeHead {
  const lines = linesOf(facts)
    .filter(({ key }) => !known.has(key))
    .map((line) => {
      const salt = saltOf(line);
      return { ...line, salt, digest: digestOf(salt, line.line) };
    });
  const number = (last?.number ?? 0) + 1;
  const bytes = headBytes({
    version: "swideal-record-v1",
    missionId: facts.mission.id,
    number,
    previous: last === null ? null : headHash(last.bytes).toString("hex"),
    lines: lines.map((line) => ({ kind: kindOf(line), digest: line.digest.toString("hex") })),
  });
  return { number, bytes, lines };
}

/**
 * All heads of an auction that is over, as they would have been made one after another, each when what it tells of
 * happened: for an auction that is loaded with its past.
 */
export function headsOf(
  facts: AuctionFacts,
  saltOf: (line: RecordLine) => Buffer,
): (MadeHead & { readonly madeAt: Date })[] {
  const heads: (MadeHead & { readonly madeAt: Date })[] = [];
  const known = new Set<string>();
  for (const { move, at } of facts.moves) {
    if (!TOLD.has(move)) continue;
    const head = nextHead(until(facts, at), { last: heads.at(-1) ?? null, known }, saltOf);
    for (const { key } of head.lines) known.add(key);
    heads.push({ ...head, madeAt: at });
  }
  return heads;
}

/** What had come about by then. */
function until(facts: AuctionFacts, end: Date): AuctionFacts {
  const { mission, questions, moves } = facts;
  const answered = (at: Date | null) => at !== null && at <= end;
  const revisions = facts.revisions.filter(({ madeAt }) => madeAt <= end);
  const bidders = new Set(revisions.map(({ bidderNumber }) => bidderNumber));
  return {
    currency: facts.currency,
    mission: { ...mission, addenda: mission.addenda.filter(({ createdAt }) => new Date(createdAt) <= end) },
    questions: questions
      .filter(({ askedAt }) => askedAt <= end)
      .map((one) => (answered(one.answeredAt) ? one : { ...one, answer: null, answeredAt: null })),
    offers: facts.offers.filter(({ bidderNumber }) => bidders.has(bidderNumber)),
    revisions,
    moves: moves.filter(({ at }) => at <= end),
  };
}
