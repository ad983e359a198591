import { treeOf } from "../offers/index.ts";
import { canonicalJson, type Json } from "./canonical-json.ts";
import type { AuctionFacts } from "./record-facts.ts";

/** A line of an auction's record. */
export interface RecordLine {
  /** What it is about: no two lines of an auction have one. It begins with the line's kind. */
  readonly key: string;
  /** RFC 8785. */
  readonly line: string;
  /** Whose offer it is about. */
  readonly bidderNumber: number | null;
  /** Who wrote it, where it is somebody's own words. */
  readonly authorPartyId: string | null;
  /** When it came about, in milliseconds; null for what stood from the beginning or follows from the rest. */
  readonly at: number | null;
}

export const kindOf = ({ key }: Pick<RecordLine, "key">): string => key.split("/")[0] as string;

/**
 * The record of an auction, from the facts alone: what was asked for, then everything in the order in which it came, then
 * what follows from it. What somebody wrote is a line of its own, so that an erasure can take it. The same facts give the
 * same bytes.
 */
export function linesOf(facts: AuctionFacts): RecordLine[] {
  const happened = [
    ...questionLines(facts),
    ...addendumLines(facts),
    ...offerLines(facts),
    ...moveLines(facts),
  ];
  // Stable: of one millisecond in the order of the kinds above.
  const inOrder = happened.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
  return [...needLines(facts), ...inOrder, ...bidderLines(facts), ...sealedLines(facts)];
}

/** None of these happens to a sealed auction before its deadline. */
const OVER: ReadonlySet<string> = new Set(["close", "expire", "award", "decline", "lapse"]);

/** Whether its prices could ever be read: not where a sealed auction was cancelled before its deadline. */
const isOpened = ({ mission, moves }: AuctionFacts): boolean =>
  mission.auction === "open" || moves.some(({ move }) => OVER.has(move));

interface About {
  readonly bidderNumber?: number;
  readonly authorPartyId?: string;
  readonly at?: Date;
}

function line(key: string, said: { readonly [name: string]: Json }, about: About = {}): RecordLine {
  const { bidderNumber = null, authorPartyId = null, at } = about;
  const kind = kindOf({ key });
  return {
    key,
    line: canonicalJson({ kind, ...said }),
    bidderNumber,
    authorPartyId,
    at: at?.getTime() ?? null,
  };
}

function needLines({ mission, currency }: AuctionFacts): RecordLine[] {
  const { id, auction, category, budgetCents, remote, performers, publishedAt, clientPartyId } = mission;
  const written = { authorPartyId: clientPartyId };
  const { inseeCode, latitude, longitude } = mission;
  return [
    line("mission", {
      ...{ missionId: id, auction, category, budgetCents, currency, remote, performers, clientPartyId },
      publishedAt: publishedAt?.toISOString() ?? null,
    }),
    line("title", { text: mission.title }, written),
    line("description", { text: mission.description }, written),
    line("skills", { skills: mission.skills }, written),
    line("place", { inseeCode, latitude, longitude }, written),
  ];
}

const questionLines = ({ questions, mission: { clientPartyId } }: AuctionFacts): RecordLine[] =>
  questions.flatMap(({ number, askedAt, text, authorPartyId, answer, answeredAt }) => [
    line(`question/${number}`, { number, askedAt: askedAt.toISOString() }, { at: askedAt }),
    line(`question_text/${number}`, { number, text }, { authorPartyId, at: askedAt }),
    ...(answer === null || answeredAt === null
      ? []
      : [
          line(`answer/${number}`, { number, answeredAt: answeredAt.toISOString() }, { at: answeredAt }),
          line(
            `answer_text/${number}`,
            { number, text: answer },
            { authorPartyId: clientPartyId, at: answeredAt },
          ),
        ]),
  ]);

const addendumLines = ({ mission: { addenda, clientPartyId } }: AuctionFacts): RecordLine[] =>
  addenda.flatMap(({ text, createdAt }, n) => {
    const [number, at] = [n + 1, new Date(createdAt)];
    return [
      line(`addendum/${number}`, { number, addedAt: createdAt }, { at }),
      line(`addendum_text/${number}`, { number, text }, { authorPartyId: clientPartyId, at }),
    ];
  });

/** Other bidders read the price alone, what is agreed to is the two parties'. */
function offerLines(facts: AuctionFacts): RecordLine[] {
  if (!isOpened(facts)) return [];
  return facts.revisions.flatMap((one) => {
    const { bidderNumber, revision, priceCents, durationDays, madeAt: at, offerId } = one;
    const about = { bidderNumber, at };
    const named = { bidder: bidderNumber, revision };
    const price = line(
      `price/${bidderNumber}/${revision}`,
      { ...named, priceCents, madeAt: at.toISOString() },
      about,
    );
    // Made before there were commitments.
    if (one.commitment === null || one.salt === null || one.messageDigest === null) return [price];
    const terms = {
      ...{ offerId, priceCents, durationDays },
      messageSha256: one.messageDigest.toString("hex"),
      salt: one.salt.toString("hex"),
      commitment: one.commitment.toString("hex"),
    };
    return [price, line(`terms/${bidderNumber}/${revision}`, { ...named, ...terms }, about)];
  });
}

const moveLines = ({ moves }: AuctionFacts): RecordLine[] =>
  moves.map(({ number, move, bidderNumber, deadline, at }) => {
    const when = { at: at.toISOString(), deadline: deadline?.toISOString() ?? null };
    const about = bidderNumber === null ? { at } : { bidderNumber, at };
    return line(`move/${number}`, { number, move, bidder: bidderNumber, ...when }, about);
  });

const bidderLines = (facts: AuctionFacts): RecordLine[] =>
  facts.offers.flatMap(({ bidderNumber, providerPartyId, message }) => {
    const bidder = line(
      `bidder/${bidderNumber}`,
      { bidder: bidderNumber, partyId: providerPartyId },
      { bidderNumber },
    );
    const last = facts.revisions.findLast((one) => one.bidderNumber === bidderNumber);
    if (!isOpened(facts) || last === undefined) return [bidder];
    // Who comes back may say something else: the words are those of the last price.
    const said = { bidder: bidderNumber, revision: last.revision, text: message };
    const written = { bidderNumber, authorPartyId: providerPartyId };
    return [bidder, line(`message/${bidderNumber}/${last.revision}`, said, written)];
  });

/** What the bidders of a sealed auction see of each other: how many there were, and the commitments, sorted by their bytes. */
function sealedLines(facts: AuctionFacts): RecordLine[] {
  if (facts.mission.auction === "open") return [];
  const commitments = facts.revisions.flatMap(({ commitment }) => (commitment === null ? [] : [commitment]));
  const { size, root } = treeOf(commitments);
  const sorted = commitments.map((one) => one.toString("hex")).sort();
  return [
    line("bidders", { count: facts.offers.length }),
    ...sorted.map((commitment) => line(`commitment/${commitment}`, { commitment })),
    ...(isOpened(facts) ? [line("root", { size, root: root.toString("hex") })] : []),
  ];
}
