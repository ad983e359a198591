import { describe, expect, test } from "vitest";
import { marketWorld } from "../support/market-world.ts";
import { offerInput, type Person } from "../support/people.ts";
import { startSite } from "./site.ts";

const { server, client, paul, zoe, stranger, judge, move, missionIn } = marketWorld(startSite);

const REASON = { reason: "Le tableau n'est pas aux normes." };

/** Of which Zoé lost the auction. */
const worked = async (status: "in_progress" | "delivered") => (await missionIn(status)).id;
const decide = async (id: string, outcome: string) => {
  const { status } = await judge.post(`/admin/missions/${id}/resolve`, { outcome, ...REASON });
  expect(status).toBe(200);
};

/** Status, what caches compare, and the very bytes of everything that others can read or try about the mission. */
async function seenByOthers(id: string): Promise<Record<string, unknown>> {
  const reads = ["", "/offers", "/contact"].map((part) => `/missions/${id}${part}`);
  const own = ["/me/offers?limit=100", "/me/missions?limit=100", "/missions?sort=newest&limit=100"];
  const tries: [string, unknown?][] = [
    ...["start", "deliver", "complete", "publish"].map((name): [string] => [name]),
    ...["cancel", "decline", "request-changes", "dispute"].map((name): [string, unknown] => [name, REASON]),
    ["offers", offerInput(80_000)],
  ];
  const told: Record<string, unknown> = {};
  const note = (name: string, answer: { status: number; headers: Headers; text: string }) => {
    const { headers } = answer;
    const caching = ["etag", "last-modified", "cache-control", "vary"].map((field) => headers.get(field));
    told[name] = [answer.status, ...caching, answer.text.replace(/"requestId":"[^"]+"/, "")];
  };
  for (const [name, who] of Object.entries({ visitor: server.api, stranger, zoe })) {
    for (const path of [...reads, ...own]) note(`${name} GET ${path}`, await who.get(path));
    for (const [action, body] of tries)
      note(`${name} POST ${action}`, await who.post(`/missions/${id}/${action}`, body));
  }
  for (const page of [`/missions/${id}`, `/en/missions/${id}`]) {
    note(`page ${page}`, await server.api.request("GET", page));
  }
  return told;
}

const statusFor = async (who: Pick<Person, "get">, id: string) =>
  (await who.get(`/missions/${id}`)).body.status as string;

describe("a dispute is nothing to a visitor, a stranger and a losing bidder", () => {
  test("opened while the work goes on and decided to go on: not a byte and no ETag changes", async () => {
    const id = await worked("in_progress");
    const before = await seenByOthers(id);
    await move(client, id, "dispute", REASON);
    for (const party of [client, paul, judge]) expect(await statusFor(party, id)).toBe("disputed");
    expect(await seenByOthers(id)).toEqual(before);
    await decide(id, "in_progress");
    expect(await seenByOthers(id)).toEqual(before);
    const etag = String((await server.api.get(`/missions/${id}`)).headers.get("etag"));
    await move(paul, id, "dispute", REASON);
    const again = await server.api.get(`/missions/${id}`, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
  });

  test("opened after the delivery, it reads exactly as if changes had been asked for", async () => {
    const [disputed, changed] = [await worked("delivered"), await worked("delivered")];
    const before = (await server.api.get(`/missions/${disputed}`)).body;
    await move(client, disputed, "dispute", REASON);
    await move(client, changed, "request-changes", REASON);
    for (const who of [server.api, stranger, zoe]) {
      const [a, b] = [await who.get(`/missions/${disputed}`), await who.get(`/missions/${changed}`)];
      expect(a.body).toEqual({ ...before, status: "in_progress" });
      const { id, createdAt, publishedAt, updatedAt, deadline } = a.body;
      expect({ ...b.body, id, createdAt, publishedAt, updatedAt, deadline }).toEqual(a.body);
      const version = (answer: { headers: Headers }) => answer.headers.get("etag")?.split(".")[0];
      expect(version(a)).toBe(version(b));
    }
    const asked = await seenByOthers(disputed);
    await decide(disputed, "in_progress");
    expect(await seenByOthers(disputed)).toEqual(asked);
  });

  test("decided to be complete, it reads as a mission whose work was accepted: its outcome and no more", async () => {
    const [decided, accepted] = [await worked("in_progress"), await worked("delivered")];
    const before = (await server.api.get(`/missions/${decided}`)).body;
    await move(client, decided, "dispute", REASON);
    await decide(decided, "completed");
    const after = await server.api.get(`/missions/${decided}`);
    expect(after.body).toEqual({ ...before, status: "completed" });
    const [start] = [(await server.api.get(`/missions/${accepted}`)).body.updatedAt];
    await move(client, accepted, "complete");
    const plain = await server.api.get(`/missions/${accepted}`);
    expect([plain.body.status, plain.body.updatedAt]).toEqual(["completed", start]);
    const version = (answer: { headers: Headers }) => answer.headers.get("etag")?.split(".")[0];
    expect(version(after)).toBe(version(plain));
  });

  test("the accepted provider's own list says what it is, a losing bidder's what everybody sees", async () => {
    const id = await worked("in_progress");
    await move(paul, id, "dispute", REASON);
    const listed = async (who: Person) => {
      const { body } = await who.get("/me/offers?limit=100");
      return body.items.find(({ missionId }: { missionId: string }) => missionId === id).mission.status;
    };
    expect([await listed(paul), await listed(zoe)]).toEqual(["disputed", "in_progress"]);
    const own = await client.get("/me/missions?status=disputed&limit=100");
    expect(own.body.items.map((item: { id: string }) => item.id)).toContain(id);
  });
});
