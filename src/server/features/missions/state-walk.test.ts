import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { allSteps, changes, clockSteps, type Step, type World } from "./testing/state-model.ts";

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

/** Each move is as likely as another but for those that end a walk; null where no step leads on. */
function chosen(world: World, choice: Choice): Step | null {
  if ("any" in choice) return steps[choice.any] as Step;
  const possible = steps.filter((step) => changes(world, step));
  const all = [...new Set(possible.map(({ move }) => move))];
  const going = all.filter((move) => move !== "cancel");
  const moves = choice.whose % 5 === 0 || going.length === 0 ? all : going;
  const alike = possible.filter(({ move }) => move === moves[choice.move % moves.length]);
  return alike[choice.whose % alike.length] ?? null;
}

test("whatever people and timers do, in whatever order, the record follows the table of states", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(choice, { minLength: 10, maxLength: 40 }),
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
    { numRuns: 100, endOnFailure: false },
  );
}, 180_000);
