import { kindOf } from "./record-lines.ts";
import type { KeptLine } from "./record-queries.ts";

/** Who reads a record. */
export interface RecordReader {
  /** The client or a moderator. */
  readonly everything: boolean;
  /** Its number in this auction, where it made an offer. */
  readonly bidderNumber: number | null;
  readonly auction: "open" | "sealed";
  /** Questions that moderators have taken out of sight, by their numbers. */
  readonly hiddenQuestions: ReadonlySet<string>;
}

/** What every bidder of an open auction reads of the others, under their numbers. */
const OPEN: ReadonlySet<string> = new Set(["price", "move"]);
/** What is about one bidder, and nobody's but its own, the client's and moderators'. */
const OWN: ReadonlySet<string> = new Set(["price", "terms", "message", "bidder"]);
const OUTCOME = /"move":"(?:award|award_early|decline)"/;
const QUESTION_TEXTS: ReadonlySet<string> = new Set(["question_text", "answer_text"]);

/** Whether this reader may see what a line says; its hash stands in the head that everybody gets. */
export function maySee(line: KeptLine, reader: RecordReader): boolean {
  if (reader.everything) return true;
  const kind = kindOf(line);
  if (QUESTION_TEXTS.has(kind)) return !reader.hiddenQuestions.has(line.key.split("/")[1] as string);
  if (line.bidderNumber === null || line.bidderNumber === reader.bidderNumber) return true;
  if (reader.auction === "open" && OPEN.has(kind)) return true;
  // That somebody else took its sealed offer back is nobody's business; who was awarded is told to who took part.
  return !OWN.has(kind) && OUTCOME.test(line.line ?? "");
}
