import { join } from "node:path";
import { startChild } from "../../bench/support/child.ts";
import { interleave, medianOf } from "../../bench/support/rounds.ts";
import { ApiClient } from "../../tests/support/api-client.ts";
import { missionInput, offerInput, PASSWORD, type Person, withToken } from "../../tests/support/people.ts";
import type { DrillReport } from "../drill.ts";
import type { Installation } from "./installation.ts";

const MOST_RATIO = 1.05;
const PAIRS = { whole: 4, short: 1 };
const ACTIONS = ["publish", "offer", "award"] as const;
type Action = (typeof ACTIONS)[number];
/** Mean milliseconds of each, and how many there were of all three. */
type Round = Readonly<Record<Action | "count", number>>;

/** What writes take while the sealer runs beside them in the same process, as in the program, and while nothing is sealed. */
export async function besideSealer(
  { check, note }: DrillReport,
  installation: Installation,
  { rounds, seconds, short }: { readonly rounds: number; readonly seconds: number; readonly short: boolean },
): Promise<void> {
  const { application, environment } = installation;
  const instance = await startChild(join(import.meta.dirname, "instance.ts"), { application, environment });
  try {
    const people = await Promise.all(
      Array.from({ length: short ? PAIRS.short : PAIRS.whole }, async (_, n) => ({
        client: await enrol(instance.url, `Mairie ${n}`),
        provider: await enrol(instance.url, `Artisan ${n}`),
      })),
    );
    const round = async (word: "seal each second" | "seal nothing"): Promise<Round> => {
      // What the round before has left is no matter of this one.
      await instance.tell("seal what waits");
      await instance.tell(word);
      return workFor(people, seconds);
    };
    const seen = await interleave(rounds, {
      sealing: () => round("seal each second"),
      without: () => round("seal nothing"),
    });
    await instance.tell("seal what waits");
    const [waits] = await installation.sql<{ count: string }>("select count(*) from audit_unsealed");
    check("nothing waits when all is sealed", waits?.count === "0", `${waits?.count} wait`);
    for (const action of ACTIONS) {
      const [sealing, without] = [
        medianOf(seen, (one) => one.sealing[action]),
        medianOf(seen, (one) => one.without[action]),
      ];
      note(`${action}: ${sealing.toFixed(2)} ms beside the sealer, ${without.toFixed(2)} ms without`);
      if (!short)
        check(
          `${action} beside the sealer ÷ without ≤ ${MOST_RATIO}`,
          sealing / without <= MOST_RATIO,
          (sealing / without).toFixed(3),
        );
    }
    note(`of each ${medianOf(seen, ({ sealing }) => sealing.count).toFixed(0)} in a round of ${seconds} s`);
  } finally {
    await instance.stop();
  }
}

interface Pair {
  readonly client: Person;
  readonly provider: Person;
}

async function workFor(people: readonly Pair[], seconds: number): Promise<Round> {
  const until = performance.now() + seconds * 1_000;
  const sums = { publish: 0, offer: 0, award: 0, count: 0 };
  const timed = async (action: Action, wanted: number, ask: () => ReturnType<Person["post"]>) => {
    const begun = performance.now();
    const { status, body, text } = await ask();
    sums[action] += performance.now() - begun;
    if (status !== wanted) throw new Error(`${action}: ${text}`);
    return body;
  };
  await Promise.all(
    people.map(async ({ client, provider }) => {
      while (performance.now() < until) {
        // A remote one: communes are not loaded here.
        const input = missionInput({ location: null, remote: true });
        const mission = await timed("publish", 201, () => client.post("/missions", input));
        const offer = await timed("offer", 201, () =>
          provider.post(`/missions/${mission.id}/offers`, offerInput(90_000)),
        );
        await timed("award", 200, () => client.post(`/offers/${offer.id}/award`));
        sums.count += 1;
      }
    }),
  );
  const { count } = sums;
  return { publish: sums.publish / count, offer: sums.offer / count, award: sums.award / count, count };
}

async function enrol(url: string, displayName: string): Promise<Person> {
  const api = new ApiClient(url);
  const account = { email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, displayName };
  const { body, text } = await api.post("/auth/register", account);
  if (body?.accessToken === undefined) throw new Error(`not registered: ${text}`);
  return withToken({ api }, body.accessToken, body.user);
}
