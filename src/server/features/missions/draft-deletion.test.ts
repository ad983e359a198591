import { expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";

const { server, client, published: made } = marketWorld();

const remove = (id: string, { token }: Person) =>
  server.api.request("DELETE", `/api/v1/missions/${id}`, { token });

test("a draft is deleted by its client: gone from the list and by its id, and the audit log says so without its text", async () => {
  const id = await made({ publish: false, title: "Brouillon à jeter" });
  expect((await remove(id, client)).status).toBe(204);
  expect((await client.get(`/missions/${id}`)).status).toBe(404);
  expect((await client.get("/me/missions?status=draft")).body.items).toEqual([]);
  expect((await remove(id, client)).body.code).toBe("not_found");
  const entries = await server.sql<{ action: string; entry: string }>(
    "select action, to_jsonb(e)::text as entry from audit_entries e where resource_id = $1 order by action",
    [id],
  );
  expect(entries.map(({ action }) => action)).toEqual(["mission.create", "mission.delete"]);
  expect(JSON.stringify(entries)).not.toContain("jeter");
});

test("what was published is not deleted, neither by the API nor by any program on the database, cancelled or not", async () => {
  const id = await made({});
  expect((await remove(id, client)).body.code).toBe("invalid_transition");
  await client.post(`/missions/${id}/cancel`);
  expect((await remove(id, client)).body.code).toBe("invalid_transition");
  await expect(server.sql("delete from missions where id = $1", [id])).rejects.toMatchObject({
    code: "23001",
  });
  expect((await client.get(`/missions/${id}`)).body.status).toBe("cancelled");
});

test("a draft that is published at the same moment is either gone or published, never half of each", async () => {
  for (let round = 0; round < 5; round++) {
    const id = await made({ publish: false });
    const [published, removed] = await Promise.all([
      client.post(`/missions/${id}/publish`),
      remove(id, client),
    ]);
    const { status } = await client.get(`/missions/${id}`);
    if (removed.status === 204) expect([published.status, status]).toEqual([404, 404]);
    else expect([published.status, removed.status, status]).toEqual([200, 409, 200]);
  }
});
