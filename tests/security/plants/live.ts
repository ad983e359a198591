import type { Plant } from "./plant.ts";

const features = "src/server/features";
const streams = "src/server/http/answers";

const lowered = {
  file: `${features}/offers/offer-service.ts`,
  text: 'if (mission.auction === "open") await afterBid(tx, actor, mission, emit);',
  instead: "await afterBid(tx, actor, mission, emit);",
};

/** What is watched live, and what people write in lines of another format. */
export const livePlants: readonly Plant[] = [
  {
    rows: ["H1"],
    does: "numbers a sealed auction’s state anew with each price",
    changes: [
      {
        file: `${features}/missions/tally-queries.ts`,
        text: "select mission_id, offer_count, best_offer_cents, open::integer from counted",
        instead: "select mission_id, offer_count, best_offer_cents, 1 from counted",
      },
      lowered,
    ],
    fail: ["the same bytes", "does not move with a lower price"],
  },
  {
    rows: ["H1"],
    does: "forgets the ready answer of a sealed auction whose price was lowered",
    changes: [lowered],
    fail: ["not even time tells"],
  },
  {
    rows: ["H1"],
    does: "keeps and shows the prices of a sealed auction",
    changes: [
      {
        file: `${features}/missions/tally-queries.ts`,
        text: "m.auction = 'open' and m.status in ('published', 'closed', 'awarded') as runs,",
        instead: "m.status in ('published', 'closed', 'awarded') as runs,",
      },
      {
        file: `${features}/missions/live-queries.ts`,
        text: 'if (mission.auction === "sealed") return { items: [] };',
        instead: "",
      },
    ],
    fail: ["of a sealed auction is empty"],
  },
  {
    rows: ["H2"],
    does: "tells everybody of everybody’s news",
    changes: [
      {
        file: "src/server/platform/live/person-tag.ts",
        text: "`person:${userId}:${news}`",
        instead: '`person:${userId === "" ? "" : "anybody"}:${news}`',
      },
    ],
    fail: ["own pages alone"],
  },
  {
    rows: ["H2"],
    does: "opens a stream of one’s own to whoever asks",
    changes: [
      {
        file: `${features}/sessions/own-events.ts`,
        text: "if (present === null || !isSame(present, actor)) stream.end",
        instead: "if (present === undefined) stream.end",
      },
    ],
    fail: ["it signs out", "it is suspended"],
  },
  {
    rows: ["H2"],
    does: "goes on with a stream whose token is over",
    changes: [
      {
        file: `${features}/sessions/own-events.ts`,
        text: "Math.max(0, subject.expiresAt - Date.now()),",
        instead: "24 * 3_600_000,",
      },
    ],
    fail: ["its access token is too old"],
  },
  {
    rows: ["H3"],
    does: "opens as many streams as are asked for",
    changes: [
      {
        file: `${streams}/event-streams.ts`,
        text: 'if (full) throw new AppError("overloaded", { retryAfterSeconds: between(COME_BACK) });',
        instead: "void full;",
      },
    ],
    fail: ["beyond what an instance holds", "from one address"],
  },
  {
    rows: ["H3"],
    does: "keeps every event for a reader who takes none",
    changes: [
      {
        file: `${streams}/event-stream.ts`,
        text: "const MOST_WAITING_BYTES = 64 * 1024;",
        instead: "const MOST_WAITING_BYTES = Number.POSITIVE_INFINITY;",
      },
    ],
    fail: ["no more than the newest state"],
  },
  {
    rows: ["H3"],
    does: "keeps a reader who takes nothing for good",
    changes: [
      {
        file: `${streams}/event-streams.ts`,
        text: "now - stream.slowSince >= slowForMs",
        instead: "now - stream.slowSince >= slowForMs * 1e6",
      },
    ],
    fail: ["is cut off after a while"],
  },
  {
    rows: ["H4"],
    does: "writes an event’s data as it is",
    changes: [
      {
        file: `${streams}/event-streams.ts`,
        text: "data: ${JSON.stringify(data)}",
        instead: "data: ${Object.values(data as object).join()}",
      },
    ],
    fail: ["no line of it begins another"],
  },
  {
    rows: ["H4"],
    does: "writes a calendar’s lines as people wrote them",
    changes: [
      {
        file: `${features}/calendars/icalendar.ts`,
        text: '.replace(/\\r\\n?|\\n/g, "\\\\n")\n    .replace(/\\p{Cc}/gu, " ");',
        instead: ";",
      },
    ],
    fail: ["is one text, whatever stands in it"],
  },
  {
    rows: ["H4"],
    does: "writes a feed’s texts as people wrote them",
    changes: [
      {
        file: `${features}/listing/publishing/xml.ts`,
        text: ".replace(/[&<>\"']/g, (character) => ENTITIES[character] as string)",
        instead: "",
      },
    ],
    fail: ["with what people wrote as text"],
  },
];
