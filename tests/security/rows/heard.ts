import type { Requirement } from "../evidence.ts";

const LIVE = "tests/live/streams.test.ts";
const STREAMS = "src/server/http/answers/event-streams.test.ts";
const OWN = "src/server/features/sessions/own-events.test.ts";
const PRICES = "src/server/features/missions/price-history.test.ts";
const QUESTIONS = "src/server/features/questions/questions.test.ts";
const TALK = "src/server/features/conversations/conversations.test.ts";
const CALENDARS = "src/server/features/calendars/calendars.test.ts";
const AWARD = "src/server/features/offers/award.test.ts";
const FEEDS = "src/server/features/listing/publishing/publishing.test.ts";
const PICTURES = "src/server/features/pictures/pictures.test.ts";

/** What people hear of each other, live, by a calendar, a feed or a thread. */
export const heardRows: readonly Requirement[] = [
  {
    row: "H1",
    asvs: "V8.2.3",
    mustHold:
      "what is watched live, and a price’s history, tell nobody of a lowered price in a sealed auction",
    shownBy: [
      `${LIVE} > sends a stranger the same bytes with twenty lower prices and without`,
      `${LIVE} > keeps the ready answer of its page while a price is lowered, so that not even time tells`,
      `${PRICES} > does not move with a lower price in a sealed auction, and moves with the number of offers`,
      `${PRICES} > of a sealed auction is empty, before its deadline and after`,
    ],
  },
  {
    row: "H2",
    asvs: "V8.2.1",
    mustHold: "a stream of one’s own tells of one’s own news alone, and ends with what allowed it",
    shownBy: [
      `${OWN} > is told to its own pages alone, and only that it is`,
      `${OWN} > it signs out`,
      `${OWN} > it is suspended, or its roles change`,
      `${OWN} > its access token is too old`,
    ],
  },
  {
    row: "H3",
    asvs: "V15.2.2",
    mustHold:
      "streams are bounded in number, by instance and by address, and who does not read one holds a bounded memory for a bounded time",
    shownBy: [
      `${LIVE} > beyond what an instance holds are told to come back, each at another time, and the rest goes on`,
      `${LIVE} > from one address are six of one mission, and of all as many as the operator says`,
      `${STREAMS} > holds no more than the newest state, however many there were`,
      `${STREAMS} > is cut off after a while, and its place is another's; who reads is not`,
    ],
  },
  {
    row: "H4",
    asvs: "V1.3.10",
    mustHold: "what people write begins no line of an event stream, a calendar or a feed",
    shownBy: [
      `${STREAMS} > what is in an event stays in it: no line of it begins another`,
      "src/server/features/calendars/icalendar.test.ts > what people wrote is one text, whatever stands in it",
      `${FEEDS} > lists the newest first under ids that stay, with what people wrote as text and nothing else`,
    ],
  },
  {
    row: "H5",
    asvs: "V8.2.3",
    mustHold:
      "nobody but moderators learns who asked a question, and what is hidden is read by its author and by them alone",
    shownBy: [
      `${QUESTIONS} > everybody reads a question and its answer at once, and nobody but its author and moderators who asked`,
      `${QUESTIONS} > a question that moderators hide is read by its author and by them, and the author is told why`,
      `${QUESTIONS} > questions of what one does not see are not found, a draft's and a hidden mission's`,
      `${QUESTIONS} > contact details are refused in a question and in an answer, and the field says what it was`,
    ],
  },
  {
    row: "H6",
    asvs: "V8.2.2",
    mustHold:
      "a conversation is read and written by its two parties alone; a moderator reads it from a report or a dispute about it, and each reading is in the log, which holds no text",
    shownBy: [
      `${TALK} > both sides write and read, newest first, and a second opening goes on with the same conversation`,
      `${TALK} > a moderator reads a conversation from a report of a message or a dispute alone, and each reading is in the log`,
      `${TALK} > the log of actions holds ids of a message, and never its text`,
      `${TALK} > in a sealed auction nobody writes before the deadline, and both do after it`,
      `${TALK} > a block stops messages both ways, not offers and not who works together`,
    ],
  },
  {
    row: "H7",
    asvs: "V2.4.1",
    mustHold: "questions and messages are limited: by party, mission and day, by text and by time",
    shownBy: [
      `${QUESTIONS} > a party asks five questions on a mission, all of them together a hundred`,
      `${QUESTIONS} > a person asks twenty questions a day, whatever the mission; a refused one does not count`,
      `${TALK} > the same text goes to five conversations a day, and to no sixth`,
      `${TALK} > a person writes thirty messages in ten minutes, and no more`,
    ],
  },
  {
    row: "H8",
    asvs: "V14.2.1",
    mustHold:
      "a calendar’s address is a secret that is kept as a hash, shows what its owner may see now, and ends with a new one, a revocation or a suspension",
    shownBy: [
      `${CALENDARS} > a new address ends the one before, and so does its revocation, a suspension, and nothing else is found there`,
      `${CALENDARS} > the secret is kept nowhere: not in the database, an answer's keeping or the log of actions`,
      `${CALENDARS} > a mission that was hidden, and a withdrawn offer, leave it`,
      `${CALENDARS} > an organisation's deadlines stand in its members' calendars, as long as they belong to it`,
      `${CALENDARS} > what is next to do follows the mission, for whom it concerns alone`,
    ],
  },
  {
    row: "H9",
    asvs: "V8.2.2",
    mustHold:
      "who won is told to the client and to whoever made an offer, and that it was told stands in the log",
    shownBy: [
      `${AWARD} > whoever made an offer learns on asking who has won, and that it was told stands in the log`,
      `${AWARD} > nobody else learns it: the same answer as for an unknown mission, a moderator and the signed-out too`,
      `${AWARD} > as long as no offer is accepted there is no winner, sealed or open, nor after one that declined`,
    ],
  },
  {
    row: "H10",
    asvs: "V14.2.7",
    mustHold:
      "pictures and sitemaps show what everybody may see now, and no more are drawn at once than the instance bears",
    shownBy: [
      `${PICTURES} > what not everybody may see has none, also where one was made before`,
      "src/server/features/pictures/few-at-once.test.ts > so many work at once, so many wait for their turn, and what is beyond is told to come back",
      `${FEEDS} > the sitemap leads to every published mission in both languages, and to no other`,
    ],
  },
];
