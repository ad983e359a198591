import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
let client: Person;
let paul: Person;
beforeAll(async () => {
  server = await startTestServer();
  [client, paul] = await Promise.all([person(server, "Mairie de Vénissieux"), person(server, "Paul Ménard")]);
});
afterAll(() => server.close());

async function published(changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await client.post("/missions", missionInput(changes));
  expect(status).toBe(201);
  return body.id;
}
const refusal = ({ status, body }: { status: number; body: { code: string } }) => `${status} ${body.code}`;

test("If-Match lets a change through on the version it names, on any with *, and refuses every other", async () => {
  const missionId = await published();
  const read = await client.get(`/missions/${missionId}`);
  const etag = String(read.headers.get("etag"));
  const change = (ifMatch: string, title: string) =>
    client.patch(`/missions/${missionId}`, { title }, { headers: { "if-match": ifMatch } });

  const first = await change(etag, "Premier titre");
  expect(first.status).toBe(200);
  for (const stale of [etag, '"0.abc"', '"abc"', "abc", `W/${etag}`, ""]) {
    expect(refusal(await change(stale, "Titre perdu"))).toBe("412 precondition_failed");
  }
  expect((await client.get(`/missions/${missionId}`)).body.title).toBe("Premier titre");
  expect((await change(String(first.headers.get("etag")), "Deuxième titre")).status).toBe(200);
  expect((await change("*", "Troisième titre")).status).toBe(200);
});

test("of two changes made from the same version one is refused", async () => {
  const missionId = await published();
  const etag = String((await client.get(`/missions/${missionId}`)).headers.get("etag"));
  const headers = { "if-match": etag };
  const answers = await Promise.all(
    ["Titre de l'un", "Titre de l'autre"].map((title) =>
      client.patch(`/missions/${missionId}`, { title }, { headers }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test("another's right to change comes before the version: a stranger's stale If-Match is forbidden", async () => {
  const missionId = await published();
  const headers = { "if-match": '"0.abc"' };
  expect(refusal(await paul.patch(`/missions/${missionId}`, { remote: true }, { headers }))).toBe(
    "403 forbidden",
  );
});
