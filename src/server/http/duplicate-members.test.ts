import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../tests/support/server.ts";

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
});
afterAll(() => server.close());

/** A body in which the title stands twice. */
function titledTwice(first: string, second: string): string {
  const { title: _, ...rest } = missionInput();
  const members = JSON.stringify(rest).slice(1);
  return `{"title": ${JSON.stringify(first)}, "title": ${JSON.stringify(second)}, ${members}`;
}

const create = (raw: string) => server.api.post("/missions", undefined, { raw, token: client.token });

test("of a member that stands twice the last one counts, for what is checked and for what is kept alike", async () => {
  const kept = await create(titledTwice("x", "Poser douze mètres de plinthes"));
  expect(kept.status).toBe(201);
  expect(kept.body.title).toBe("Poser douze mètres de plinthes");
  const stored = await server.sql("select title from missions where id = $1", [kept.body.id]);
  expect(stored).toEqual([{ title: "Poser douze mètres de plinthes" }]);
  const refused = await create(titledTwice("Poser douze mètres de plinthes", "x"));
  expect(refused.status).toBe(400);
  expect(refused.body.errors[0].path).toBe("/title");
});

test("a parameter that stands twice where one is meant is refused, and neither value is taken", async () => {
  const { status, body } = await server.api.get("/missions?limit=1&limit=2");
  expect(status).toBe(400);
  expect(body.code).toBe("validation_failed");
});
