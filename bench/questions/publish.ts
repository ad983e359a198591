import { captureStatements } from "../support/capture.ts";
import { againstPgbench } from "../support/comparisons.ts";
import { openClient } from "../support/load.ts";
import { newMission, signUp } from "../support/new-mission.ts";
import { type Script, scriptOf } from "../support/pgbench-script.ts";
import type { Question } from "../support/question.ts";
import type { Workbench } from "../support/workbench.ts";

const CHANGES = /^\s*(insert|update|delete|with\s+\w+\s+as\s*\(\s*insert)/i;

export const publish: Question = {
  name: "publish",
  writes: true,
  async ask(bench) {
    const script = await insertsOfOne(bench);
    const server = await bench.startServer({ cache: "on" });
    const client = openClient(server.url);
    const asks = [newMission(await signUp(client))];
    client.close();
    const what = "a mission created and published, audit entries included";
    const floor = "pgbench, same changes in one transaction";
    const wanted = { atLeast: 0.75 };
    return [await againstPgbench(bench, { what, server, asks, scripts: [script], floor, wanted })];
  },
};

/** What the program changes in the database for one mission, as one transaction; each run makes a new mission. */
async function insertsOfOne({ database, environment }: Workbench): Promise<Script> {
  return captureStatements(database.connection("application"), environment, async (url, taken) => {
    const client = openClient(url);
    const as = await signUp(client);
    taken();
    const { id } = JSON.parse((await client.ask(newMission(as))).toString()) as { id: string };
    client.close();
    const scripts = taken()
      .filter(({ sql }) => CHANGES.test(sql))
      .map((sent, index) => scriptOf(sent, `v${index}_`, { [id]: "made_id" }));
    const [mission] = scripts;
    if (mission === undefined || !/^insert into missions .* returning id, /.test(mission.text))
      throw new Error(
        "The program no longer makes a mission by its first insert, or not with `returning id, …`.",
      );
    return {
      text: [
        "begin;",
        `${mission.text} \\gset made_`,
        ...scripts.slice(1).map(({ text }) => `${text};`),
        "commit;",
      ].join("\n"),
      variables: Object.assign({}, ...scripts.map(({ variables }) => variables)),
    };
  });
}
