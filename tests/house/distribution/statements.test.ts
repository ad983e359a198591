import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manifests } from "../../../src/server/manifests.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { overAllMissions, unsent } from "./exceptions.ts";
import { refusals } from "./refusals.ts";
import { holds, statementOf, type Template, templates } from "./templates.ts";
import { recordStatements, walk } from "./walk.ts";

/** Each table that belongs to missions, with the column that says to which. */
const columns = new Map(
  manifests.flatMap(({ tables }) =>
    Object.entries(tables).flatMap(([table, { distributed }]) =>
      typeof distributed === "object" && distributed.by === "mission"
        ? [[table, distributed.column] as const]
        : [],
    ),
  ),
);
const ofMissions = new RegExp(`\\b(${[...columns.keys()].join("|")})\\b`);
const all = templates();
const nameOf = ({ file, name }: Template) => `${file.split("/").at(-1)} ${name}`;

let server: TestServer;
let client: pg.Client;
let texts: string[];
beforeAll(async () => {
  server = await startTestServer();
  const recording = recordStatements();
  try {
    await walk(server);
  } finally {
    recording.stop();
  }
  texts = [...recording.texts].filter((text) => ofMissions.test(text));
  client = new pg.Client(server.access.owner);
  await client.connect();
}, 120_000);
afterAll(async () => {
  await client?.end();
  await server.close();
});

const refused = (text: string) => refusals(client, text, columns);
const isOverAll = (line: string) => line.startsWith("reads");

test("the walk sends every statement about missions that stands in the program, each made of a template", () => {
  const missing = all.filter(
    (template) =>
      template.pieces.some((piece) => ofMissions.test(piece)) && !texts.some((text) => holds(text, template)),
  );
  expect([...new Set(missing.map(nameOf))].sort()).toEqual(Object.keys(unsent).sort());
  expect(texts.filter((text) => statementOf(text, all) === undefined)).toEqual([]);
});

test("each is given the missions it reads, but for those that exceptions.ts names", async () => {
  const found = new Set<string>();
  for (const text of texts) {
    if ((await refused(text)).some(isOverAll)) found.add(nameOf(statementOf(text, all) as Template));
  }
  expect([...found].sort()).toEqual(Object.keys(overAllMissions).sort());
});

test("none locks rows of more than one mission, or changes them by a clock that each node reads for itself", async () => {
  const found: string[] = [];
  for (const text of texts) {
    const name = nameOf(statementOf(text, all) as Template);
    found.push(...(await refused(text)).filter((line) => !isOverAll(line)).map((line) => `${name} ${line}`));
  }
  expect(found).toEqual([]);
});

describe("what would not do is seen", () => {
  test.each([
    ["select from offers where id = $1", "reads offers of all missions"],
    ["select from offers where mission_id = $1 or id = $2", "reads offers of all missions"],
    ["select from offers where not (mission_id = $1)", "reads offers of all missions"],
    ["select from missions m where m.id > $1", "reads missions of all missions"],
    [
      "select from missions m where m.id = $1 and not exists (select from offers o where o.id = m.id)",
      "reads offers of all missions",
    ],
    [
      "select (select max(price_cents) from offers o where o.mission_id = m.id) from missions m where m.id = $1",
      "reads offers of a mission of another table",
    ],
    [
      "update offers set updated_at = clock_timestamp() where mission_id = $1",
      "changes rows with clock_timestamp()",
    ],
    ["update offers set status = 'lapsed' where id = $1", "reads offers of all missions"],
    [
      `insert into mission_tallies values ($1, 1, 1) on conflict (mission_id) do update
       set offer_count = (statement_timestamp() > 'epoch')::integer`,
      "changes rows with statement_timestamp()",
    ],
    [
      "select from mission_cards order by mission_id limit 1 for update skip locked",
      "reads mission_cards of all missions",
      "locks mission_cards of all missions",
    ],
    [
      "select from mission_cards where mission_id = any($1) for share",
      "locks mission_cards of given missions",
    ],
    [
      "with gone as (delete from offer_revisions where offer_id = $1 returning 1) select from gone",
      "reads offer_revisions of all missions",
    ],
  ])("%s", async (text, ...lines) => {
    expect(await refused(text)).toEqual(lines);
  });

  test.each([
    "select from offers where mission_id = $1 and id = $2",
    "select from missions m join offers o on o.mission_id = m.id where m.id = $1 for update of m",
    "select from missions m left join mission_tallies t on t.mission_id = m.id where m.id = any($1)",
    "update offers set updated_at = statement_timestamp() where mission_id = $1 and status = $2",
    "select clock_timestamp() from missions where id = $1 for update skip locked",
    "select from parties p join missions m on m.id = $1 where p.id = m.client_party_id for share of p",
    "insert into mission_tallies values ($1, 1, 1) on conflict (mission_id) do update set offer_count = excluded.offer_count",
  ])("and nothing else: %s", async (text) => {
    expect(await refused(text)).toEqual([]);
  });
});
