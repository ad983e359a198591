import type { Requirement } from "../evidence.ts";

const AUDIT = "src/server/features/audit";
const REFUSALS = `${AUDIT}/refusals.test.ts`;
const SEALING = `${AUDIT}/sealing.test.ts`;
const TAMPERING = `${AUDIT}/tampering.test.ts`;
const WITNESS = `${AUDIT}/witness.test.ts`;
const WITNESSED = `${AUDIT}/witnessed-log.test.ts`;
const PLACES = `${AUDIT}/second-places.test.ts`;
const JOURNAL = `${AUDIT}/journal.test.ts`;
const PUBLIC = "tests/live/public-log.test.ts";
const LOOKS = "tests/permissions/looks.test.ts";
const COMMITMENT = "src/server/features/offers/commitment.test.ts";
const RECEIPTS = "src/server/features/offers/receipts.test.ts";
const RECORDS = "src/server/features/auction-records/records.test.ts";
const EXPORT = "src/server/features/privacy/export.test.ts";
const WHOLE = "src/server/features/privacy/export-whole.test.ts";

/** What proves itself: the log of actions, auctions, and what a person is given of itself. */
export const proofRows: readonly Requirement[] = [
  {
    row: "P1",
    asvs: "V16.3.2",
    mustHold:
      "refused attempts stand in the log of actions, equal ones counted, at most 2,000 entries however many there are; none is lost while the database is away, or at the end",
    shownBy: [
      `${REFUSALS} > stands in the log within moments; what is equal is one entry more when the minute is over, with its count`,
      `${REFUSALS} > 100,000 times, of as many accounts and from as many networks as one likes, is at most 2,000 entries, and none is lost`,
      `${REFUSALS} > by an unknown account is counted by the network that it comes from: an IPv6 /64 is one`,
      `${REFUSALS} > waits while the database is away and is written when it is back, with those that came meanwhile`,
      `${REFUSALS} > takes nothing with it when one of its entries cannot be written`,
      "tests/permissions/refused-attempts.test.ts > what waits is written when the program ends",
    ],
  },
  {
    row: "P2",
    asvs: "V16.2.1",
    mustHold:
      "a moderator’s or an administrator’s look at what is private is answered once its entry is committed, and never without",
    shownBy: [
      `${LOOKS} > a list of accounts that a moderator was answered stands in the log, with whose they are`,
      `${LOOKS} > HEAD tells nothing and leaves no entry`,
      `${LOOKS} > a draft that a moderator reads is a look at it; its client's own reading is none`,
      `${LOOKS} > an organisation that a moderator does not belong to is looked at, with its members`,
      `${LOOKS} > without its entry nothing is answered`,
      `${JOURNAL} > is refused to a moderator`,
      `${JOURNAL} > holds that it was read, by whom and what was asked for; HEAD tells nothing and leaves nothing`,
    ],
  },
  {
    row: "P3",
    asvs: "V16.4.2",
    mustHold:
      "whoever has the database and not the keys changes, adds or drops nothing that a published head covers without being found; two heads of one log never contradict each other",
    shownBy: [
      `${TAMPERING} > a field that was changed is found, its entry named`,
      `${TAMPERING} > personal details that were changed are found, their entry named`,
      `${TAMPERING} > an entry from the middle that was deleted is found and named, with its leaf and without`,
      `${TAMPERING} > the last hundred, taken away with all that covers them, are found by the head elsewhere`,
      `${TAMPERING} > two that were swapped are found and both named`,
      `${TAMPERING} > one changed, with every hash that covers it made again, is found by the published head`,
      `${TAMPERING} > one that was put in with triggers off is found: the program has not written it`,
      `${TAMPERING} > one without a MAC, as those of before the log, is found once others have one`,
      `${TAMPERING} > an entry taken away before it was sealed is found, with its place in the queue and without`,
      `${TAMPERING} > a truncated table, a dropped partition and a tile that was made again are found`,
      `${TAMPERING} > is neither sealed nor published: two heads of one log never contradict each other`,
      `${TAMPERING} > is refused where what was published was changed since`,
      `${PLACES} > shows that the log was shortened, by whoever has the database and the keys`,
      `${PLACES} > that is away altogether keeps the log from being published and not from being sealed, until it is back`,
      `${SEALING} > is known by its MAC alone: the program may add to the queue, and neither change, drop nor seal by itself`,
    ],
  },
  {
    row: "P4",
    asvs: "V8.2.3",
    mustHold:
      "what is public of the log moves at the full hour alone, shows nothing but hashes, and is the same in number, size and time with and without a lowered sealed price",
    shownBy: [
      `${PUBLIC} > says nothing of them while the hour lasts, though they are sealed at once`,
      `${PUBLIC} > then has as many leaves, and answers of the same number and size, as of an hour without`,
      `${PUBLIC} > answers in times that are not told apart from those of an hour without`,
      `${SEALING} > is no tile that a head does not cover yet, no entry, and nothing by another name`,
      `${SEALING} > is one head an hour, however often the job is tried, and moves in the next`,
    ],
  },
  {
    row: "P5",
    asvs: "V11.3.3",
    mustHold:
      "a sealed offer is bound by its commitment from the moment it is made; nobody but its provider gets what opens it before the deadline, and never where the auction was cancelled before; the root at the close is over all of them",
    shownBy: [
      `${COMMITMENT} > a commitment is what another program works out from the bytes that the document names`,
      `${COMMITMENT} > another mission, offer, revision, price, duration, word or salt is another commitment`,
      `${COMMITMENT} > the root does not depend on the order in which offers came, and each commitment leads to it`,
      `${RECEIPTS} > a provider has its receipt at once: each price opens its commitment, which the log has held since it was made`,
      `${RECEIPTS} > a receipt is signed by a key that everybody can read, is the same when it is asked for again, and is kept by nobody`,
      `${RECEIPTS} > before the deadline nobody but its provider gets what opens a commitment; from then on the client and moderators do`,
      `${RECEIPTS} > the transition that closes writes one root over every commitment, withdrawn ones included; each leads to it`,
      `${RECEIPTS} > a mission that is hidden at its deadline has its root all the same, and gets no second one when it is shown again`,
      `${RECEIPTS} > one that is cancelled before its deadline is never opened: to its client neither price nor salt, ever`,
      `${RECEIPTS} > what the log holds of an offer outlives the erasure of its details`,
      `${RECEIPTS} > a price that the database's owner alters opens its commitment no more`,
    ],
  },
  {
    row: "P6",
    asvs: "V11.3.3",
    mustHold:
      "the record of an auction shows each reader what is theirs to see, is checked by a stranger, and an alteration of it or of the tables is found and named",
    shownBy: [
      `${RECORDS} > the client reads all that happened, each thing a line, and a stranger's program finds it as it was signed`,
      `${RECORDS} > while the auction runs there is none, for others there never is`,
      `${RECORDS} > a bidder of an open auction reads every price under its number, and of others neither words, days nor who they are`,
      `${RECORDS} > a bidder of a sealed one reads its own lines, the commitments and how many there were`,
      `${RECORDS} > a sealed auction that is cancelled before its deadline is never opened: its record has commitments alone`,
      `${RECORDS} > by the owner of the database, found and named: %s`,
      `${RECORDS} > a kept line that is altered together with its digest, or signed by a key of the owner's own, is found`,
      `${RECORDS} > heads that are taken away are found, the last ones and all of them too, which no chain tells of`,
      `${RECORDS} > what somebody wrote can be erased, line and salt: the head stays as it is and still verifies`,
    ],
  },
  {
    row: "P7",
    asvs: "V14.2.6",
    mustHold:
      "a person gets everything that is kept of them and nothing of others’, with the password once more, once, in the session that asked",
    shownBy: [
      `${EXPORT} > who has only the session gets no archive made: the password is asked for`,
      `${EXPORT} > of two who take it at once one gets it, whole, to be kept by no cache; later there is nothing left`,
      `${EXPORT} > another session of the same account is refused it, and another account finds nothing`,
      `${EXPORT} > one that nobody has taken is gone after a day`,
      `${EXPORT} > a fourth one in a day is refused, a wrong password counts for nothing, and no key leads around it`,
      `${WHOLE} > %s: the archive has the rows that a naive reading finds, whole, and no other`,
      `${WHOLE} > nothing of fifty others is in it: no text, no name, no address, no user's id`,
      `${WHOLE} > no secret is in it, sealed or hashed`,
      `${WHOLE} > what was sent to an address is in it only once somebody has proved to have the address`,
    ],
  },
  {
    row: "P8",
    asvs: "V16.4.3",
    mustHold:
      "a witness cosigns of each log one history that only grows, whoever asks it and however many at once; a log that was forked or put back gets no cosignature, and nobody’s but its witness’s own is believed",
    shownBy: [
      `${WITNESS} > gets a cosignature of each head; where it does not know what was cosigned last, it is told`,
      `${WITNESS} > is refused, and nothing of it is remembered: another root, another past, no proof, a wrong one, less`,
      `${WITNESS} > by two instances that are asked at once is cosigned once: of two heads of one size never both`,
      `${WITNESS} > is refused by the database too: what was cosigned goes neither back nor away, whatever the program asks for`,
      `${WITNESS} > is known by the log's key alone: another log's, another key's and nobody's head are refused`,
      `${WITNESSED} > gets no cosignature as long as it is shorter: an older state was put back`,
      `${WITNESSED} > gets none at the same size, nor beyond it: the head of a fork stays without`,
      `${WITNESSED} > is kept nowhere unless the key of AUDIT_WITNESSES has signed it, of this head`,
      `${WITNESSED} > is a finding of a verification, when it was put into the database`,
    ],
  },
];
