import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { missionInput } from "../../../../tests/support/people.ts";

const { server, client } = marketWorld();

const create = (changes: Record<string, unknown>, language = "fr") =>
  server.api.post("/missions", missionInput(changes), {
    token: client.token,
    headers: { "accept-language": language },
  });

test("who does not say who may do the work lets the self-employed, companies and associations", async () => {
  const { body } = await create({});
  expect(body.performers).toEqual(["self_employed", "company", "association"]);
});

test("a client says who may do the work, changes it, and everybody reads it", async () => {
  const { body } = await create({ performers: ["association"] });
  expect(body.performers).toEqual(["association"]);
  const changed = await client.patch(`/missions/${body.id}`, { performers: ["company", "self_employed"] });
  expect(changed.status, changed.text).toBe(200);
  const { body: read } = await server.api.get(`/missions/${body.id}`);
  expect(read.performers).toEqual(["company", "self_employed"]);
});

test("whoever looks for somebody to employ is told why not here, in their language, and nothing is kept", async () => {
  const before = await server.sql("select count(*) from missions");
  const french = await create({ performers: ["company", "employee"] });
  expect(french.status).toBe(400);
  expect(french.body.errors).toEqual([
    {
      path: "/performers/1",
      code: "no_employment",
      message: expect.stringContaining("la loi interdit de fixer un salaire par une enchère"),
    },
  ]);
  const english = await create({ performers: ["employee"], publish: false }, "en");
  expect(english.body.errors[0]).toMatchObject({ message: expect.stringContaining("the law forbids") });
  expect(await server.sql("select count(*) from missions")).toEqual(before);
});

test.each([
  ["nobody", []],
  ["somebody unknown", ["robot"]],
  ["the same twice", ["company", "company"]],
  ["no list", "company"],
])("%s is refused at its field", async (_, performers) => {
  const { status, body } = await create({ performers });
  expect(status).toBe(400);
  expect(body.errors[0].path).toMatch(/^\/performers/);
});
