import pg from "pg";
import { expect, test } from "vitest";
import { missionInput, person } from "../../../../tests/support/people.ts";
import { startTestServer } from "../../../../tests/support/server.ts";

test("a client who takes a new name while a mission is being published is shown under the new name", async () => {
  const server = await startTestServer();
  const renaming = new pg.Client(server.access.owner);
  await renaming.connect();
  try {
    const client = await person(server, "Ancien nom");
    const { body: draft } = await client.post("/missions", missionInput({ publish: false }));
    await renaming.query("begin");
    await renaming.query("update parties set display_name = 'Nouveau nom' where id = $1", [client.partyId]);
    const publishing = client.post(`/missions/${draft.id}/publish`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await renaming.query("commit");
    expect((await publishing).status).toBe(200);
    const feed = await server.api.get("/missions");
    expect(feed.body.items[0].client.displayName).toBe("Nouveau nom");
  } finally {
    await renaming.end();
    await server.close();
  }
});
