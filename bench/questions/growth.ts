import type { Ask } from "../support/ask.ts";
import { type Client, latenciesOf, openClient } from "../support/load.ts";
import { openLoadedDatabase } from "../support/loaded-database.ts";
import type { Answer, Question } from "../support/question.ts";
import { interleave, medianOf } from "../support/rounds.ts";
import { CREUSE, missionIds, PARIS, withinTenKilometres } from "../support/sample.ts";
import { searchAsks } from "../support/search-asks.ts";
import { median } from "../support/statistics.ts";
import { openWorkbench, type Workbench } from "../support/workbench.ts";

const SMALL = 10_000;
/** Requests of a kind until what answers them is compiled. */
const WARM_UP = 500;

export const growth: Question = {
  name: "growth",
  async ask(bench) {
    const { effort, database } = bench;
    const missions = Math.min(SMALL, database.missions / 10);
    const smallDatabase = bench.keep(await openLoadedDatabase(missions));
    const small = bench.keep(await openWorkbench(smallDatabase, effort));
    const { kinds: searches } = await searchAsks(bench);
    const clients = [await clientOf(small), await clientOf(bench)] as const;
    const asks = [await asksOf(small), await asksOf(bench)] as const;
    const kinds = Object.keys(asks[0]) as (keyof (typeof asks)[0])[];
    const answers: Answer[] = [];
    const compare = async (
      what: string,
      [few, many]: readonly [readonly Ask[], readonly Ask[]],
      wanted: number,
    ) => {
      for (const [place, asks] of [few, many].entries()) {
        await latenciesOf(clients[place] as Client, asks, effort.quick ? effort.latencies : WARM_UP);
      }
      const rounds = await interleave(effort.rounds, {
        small: async () => median(await latenciesOf(clients[0], few, effort.latencies)),
        large: async () => median(await latenciesOf(clients[1], many, effort.latencies)),
      });
      answers.push({
        what: `growth ${missions.toLocaleString("en")} → ${database.missions.toLocaleString("en")}, p50: ${what}`,
        floor: `${missions.toLocaleString("en")} missions`,
        measured: medianOf(rounds, (round) => round.large / round.small),
        unit: "ratio",
        wanted: { atMost: wanted },
        details: {
          "small, ms": medianOf(rounds, (round) => round.small),
          "large, ms": medianOf(rounds, (round) => round.large),
        },
      });
    };
    for (const kind of kinds) await compare(kind, [asks[0][kind], asks[1][kind]], 1.2);
    await compare("search, rare", [searches.rare, searches.rare], 1.2);
    await compare("search, common", [searches.common, searches.common], 1.2);
    await compare("search, two common words", [searches["two common"], searches["two common"]], 2);
    for (const client of clients) client.close();
    return answers;
  },
};

async function clientOf(bench: Workbench): Promise<Client> {
  return openClient((await bench.startServer({ cache: "off" })).url);
}

async function asksOf(bench: Workbench) {
  return {
    feed: [{ path: "/api/v1/missions" }],
    "within 10 km, Paris": withinTenKilometres(PARIS, 5),
    "within 10 km, the country": withinTenKilometres(CREUSE, 5),
    "by id": (await missionIds(bench, 20)).map((id) => ({ path: `/api/v1/missions/${id}` })),
  };
}
