import { expect, test } from "vitest";
import { refusal } from "../../../../tests/support/api-response.ts";
import { marketWorld } from "../../../../tests/support/market-world.ts";

const { client, paul, published } = marketWorld();

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
