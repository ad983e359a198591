import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { sample } from "../../../../tests/support/depth.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { allSteps, changes, clockSteps, type Step } from "./testing/state-model.ts";
import type { World } from "./testing/state-world.ts";

let server: TestServer;
let stage: Stage;
beforeAll(async () => {
  server = await startTestServer();
  stage = await openStage(server);
});
afterAll(() => server.close());

const steps = [...allSteps, ...clockSteps];

/** Any step at all; or, three times in four, one of those that change something, so that walks come deep. */
type Choice = { readonly any: number } | { readonly move: number; readonly whose: number };
const choice: fc.Arbitrary<Choice> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ any: fc.nat(steps.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ move: fc.nat(1_000), whose: fc.nat(1_000) }) },
);

/** What leads on is chosen more often than what ends a walk or goes in circles; the rest once. */
const weights: Partial<Record<Step["move"], number>> = {
  publish: 9,
  offer: 9,
  award: 9,
  start: 9,
  deliver: 9,
  "request-changes": 4,
  dispute: 4,
  "resolve in_progress": 4,
  decline: 3,
  lower: 3,
  "time passes": 2,
  unhide: 4,
};

/** A step that changes something; null where none does. */
function chosen(world: World, choice: Choice): Step | null {
  if ("any" in choice) return steps[choice.any] as Step;
  const possible = steps.filter((step) => changes(world, step));
  const moves = [...new Set(possible.map(({ move }) => move))];
  const drawn = moves.flatMap((move) => Array.from({ length: weights[move] ?? 1 }, () => move));
  const alike = possible.filter(({ move }) => move === drawn[choice.move % drawn.length]);
  return alike[choice.whose % alike.length] ?? null;
}

test("whatever people and timers do, in whatever order, the record follows the table of states", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(choice, { minLength: 20, maxLength: 40 }),
      async (sealed, choices) => {
        const play = await stage.begin(sealed);
        await play.take({ who: "client", move: "publish" });
        for (const next of choices) {
          const step = chosen(play.world(), next);
          if (step === null) break;
          await play.take(step);
        }
      },
    ),
    { numRuns: sample(25, 80), endOnFailure: false },
  );
}, 180_000);
