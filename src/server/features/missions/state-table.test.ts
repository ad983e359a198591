import { afterAll, beforeAll, test } from "vitest";
import { shareOf } from "../../../../tests/support/depth.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { openStage, type Play, type Stage } from "./testing/stage.ts";
import { allSteps, changes, clockSteps, type Step } from "./testing/state-model.ts";

let server: TestServer;
let stage: Stage;
beforeAll(async () => {
  server = await startTestServer();
  stage = await openStage(server);
});
afterAll(() => server.close());

const published: Step[] = [
  { who: "client", move: "publish" },
  { who: "paul", move: "offer", fair: true },
  { who: "zoe", move: "offer", fair: true },
];
const closed: Step[] = [...published, ...clockSteps];
const awarded: Step[] = [...closed, { who: "client", move: "award", whose: "paul" }];
const inProgress: Step[] = [...awarded, { who: "paul", move: "start" }];
const delivered: Step[] = [...inProgress, { who: "paul", move: "deliver" }];
const disputed: Step[] = [...delivered, { who: "client", move: "dispute" }];
const hide: Step = { who: "moderator", move: "hide" };

/** A way into each state, and into those where the same state means something else. */
const waysInto: Record<string, Step[]> = {
  draft: [],
  "published without offers": published.slice(0, 1),
  published,
  "published, an offer withdrawn": [...published, { who: "paul", move: "withdraw", whose: "paul" }],
  "published, past its deadline": [...published, { who: "clock", move: "time passes" }],
  closed,
  "closed, all offers withdrawn": [
    ...closed,
    { who: "paul", move: "withdraw", whose: "paul" },
    { who: "zoe", move: "withdraw", whose: "zoe" },
  ],
  "closed, past its thirty days": [...closed, { who: "clock", move: "time passes" }],
  awarded,
  "awarded, past its seven days": [...awarded, { who: "clock", move: "time passes" }],
  "closed after the award was declined": [...awarded, { who: "paul", move: "decline" }],
  "in progress": inProgress,
  delivered,
  "delivered, past its fourteen days": [...delivered, { who: "clock", move: "time passes" }],
  disputed,
  completed: [...delivered, { who: "client", move: "complete" }],
  "cancelled as a draft": [{ who: "client", move: "cancel" }],
  cancelled: [...published, { who: "client", move: "cancel" }],
  "cancelled by a decision": [...disputed, { who: "moderator", move: "resolve cancelled" }],
  "expired without offers": [...published.slice(0, 1), ...clockSteps],
  "expired, its offers lapsed": [...closed, ...clockSteps],
  "hidden while published": [...published, hide],
  "hidden past its deadline": [...published, hide, { who: "clock", move: "time passes" }],
  "hidden while closed": [...closed, hide],
};

async function playInto(way: readonly Step[], sealed: boolean): Promise<Play> {
  const play = await stage.begin(sealed);
  await play.pass(way);
  return play;
}

/**
 * Where an auction is over for good, its mode changes no move any more: one of both is enough. Of those where it makes no
 * difference but to who is shown what, one of both by turns, in depth both.
 */
const places = Object.entries(waysInto).flatMap(([place, way], turn) => {
  const over = /^(in progress|delivered|completed|cancelled|expired)/.test(place);
  const alike = /^(draft|awarded|disputed|hidden)/.test(place);
  const modes = over ? ["open"] : alike ? shareOf(turn % 2, 2, ["open", "sealed"]) : ["open", "sealed"];
  return modes.map((auction) => ({ place, auction, way }));
});

test.each(places)(
  "$place ($auction): everybody tries everything, and what the table allows happens, no more",
  async ({ auction, way }) => {
    const sealed = auction === "sealed";
    const play = await playInto(way, sealed);
    const steps = [...allSteps, ...clockSteps];
    const telling = steps.filter((step) => changes(play.world(), step));
    await play.tryInVain(steps.filter((step) => !telling.includes(step)));
    for (const step of telling) await (await playInto(way, sealed)).take(step);
  },
);
