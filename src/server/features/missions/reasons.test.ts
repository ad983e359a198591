import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import type { Person } from "../../../../tests/support/people.ts";

const market = marketWorld();
const { server, client, paul, zoe, stranger, judge, published, bid, award, missionIn } = market;

const WHY = "L'équipe d'Élodie & Cie <3 n'est plus libre :\nle chantier d'à côté dure.";

const move = (who: Person, id: string, name: string, reason?: string) =>
  market.move(who, id, name, reason === undefined ? undefined : { reason });
const lastReason = async (who: Pick<Person, "get">, id: string) =>
  (await who.get(`/missions/${id}`)).body.lastReason ?? null;

/** Who of all reads this text anywhere in the mission. */
async function readers(id: string, text: string): Promise<string[]> {
  const all = { client, paul, zoe, stranger, judge, visitor: server.api };
  const reading = Object.entries(all).map(async ([name, who]) => {
    const { body } = await who.get(`/missions/${id}`);
    return JSON.stringify(body).includes(JSON.stringify(text)) ? [name] : [];
  });
  return (await Promise.all(reading)).flat();
}

describe("a reason is asked, kept as it was typed, and read by both sides and moderators alone", () => {
  test.each([
    ["decline", "awarded", paul, "provider"],
    ["request-changes", "delivered", client, "client"],
    ["dispute", "in_progress", client, "client"],
    ["dispute", "delivered", paul, "provider"],
    ["cancel", "awarded", client, "client"],
    ["cancel", "awarded", judge, "moderator"],
  ] as const)("%s, when %s", async (name, status, who, by) => {
    const { id } = await missionIn(status);
    const { body } = await move(who, id, name, WHY);
    const expected = { move: name, text: WHY, at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/), by };
    expect(body.lastReason).toEqual(expected);
    for (const reader of [client, paul, judge]) expect(await lastReason(reader, id)).toEqual(expected);
    expect(await readers(id, WHY)).toEqual(["client", "paul", "judge"]);
    const own = await client.get("/me/missions?limit=100");
    expect(own.body.items.find((item: { id: string }) => item.id === id).lastReason).toEqual(expected);
  });

  test("cancelling before an award tells every bidder whose offer lapses by it, and no other", async () => {
    const { id, offers } = await missionIn("published");
    await paul.post(`/offers/${offers.paul}/withdraw`);
    await move(client, id, "cancel", WHY);
    expect(await readers(id, WHY)).toEqual(["client", "zoe", "judge"]);
  });

  test("what one provider wrote is not the next one's", async () => {
    const mission = await missionIn("awarded");
    await move(paul, mission.id, "decline", WHY);
    await award(mission.offers.zoe);
    expect(await readers(mission.id, WHY)).toEqual(["client", "paul", "judge"]);
    await move(zoe, mission.id, "start");
    await move(zoe, mission.id, "deliver");
    await move(client, mission.id, "request-changes", "Les prises ne sont pas droites.");
    expect(await lastReason(zoe, mission.id)).toMatchObject({ move: "request-changes" });
    expect(await lastReason(client, mission.id)).toMatchObject({ move: "request-changes" });
    expect(await lastReason(paul, mission.id)).toMatchObject({ move: "decline", text: WHY });
  });

  test("no audit entry and no event holds it", async () => {
    const { id } = await missionIn("in_progress");
    await move(client, id, "dispute", "mot-repère-9d2c");
    const kept = await server.sql(
      `select concat(e, d) as text from audit_entries e join audit_details d on d.entry_id = e.id
       where e.resource_id = $1`,
      [id],
    );
    expect(JSON.stringify(kept)).toContain("mission.dispute");
    expect(JSON.stringify(kept)).not.toContain("mot-repère");
    const jobs = await server.sql("select data::text from pgboss.job");
    expect(JSON.stringify(jobs)).not.toContain("mot-repère");
  });
});

describe("without it nothing happens", () => {
  test.each([
    ["decline", "awarded", paul],
    ["request-changes", "delivered", client],
    ["dispute", "in_progress", client],
    ["cancel", "awarded", client],
  ] as const)("%s", async (name, state, who) => {
    const { id } = await missionIn(state);
    const { body: standing } = await client.get(`/missions/${id}`);
    for (const [body, code] of [
      [undefined, "required"],
      [{}, "required"],
      [{ reason: "  a " }, "too_short"],
      [{ reason: "x".repeat(2_001) }, "too_long"],
      [{ reason: "a\u0000b" }, "invalid_characters"],
    ] as const) {
      const { status, body: problem } = await who.post(`/missions/${id}/${name}`, body);
      expect([status, problem.errors?.[0]?.path, problem.errors?.[0]?.code]).toEqual([400, "/reason", code]);
    }
    expect((await client.get(`/missions/${id}`)).body).toEqual(standing);
  });

  test("but cancelling where nobody made an offer, or everybody withdrew, needs none", async () => {
    await move(client, await published(), "cancel");
    const left = await published();
    await paul.post(`/offers/${await bid(paul, left)}/withdraw`);
    await move(client, left, "cancel");
    const told = await move(client, await published(), "cancel", WHY);
    expect(told.body.lastReason).toMatchObject({ text: WHY });
  });

  test("who may not do it is told so first, and what the state forbids is no matter of words", async () => {
    const { id } = await missionIn("in_progress");
    expect((await stranger.post(`/missions/${id}/cancel`)).body.code).toBe("forbidden");
    expect((await client.post(`/missions/${id}/cancel`)).body.code).toBe("invalid_transition");
  });

  test("but a timer's decline: it has nothing to say", async () => {
    const mission = await missionIn("awarded");
    await server.sql("update missions set due_at = now() - interval '1 s' where id = $1", [mission.id]);
    await award(mission.offers.zoe);
    expect(await lastReason(client, mission.id)).toBeNull();
  });
});
