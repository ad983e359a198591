import { describe, expect, test } from "vitest";
import { marketWorld } from "../../../../tests/support/market-world.ts";
import { LYON, missionInput, offerInput } from "../../../../tests/support/people.ts";
import { Mission, MissionChange, NewMission } from "./mission-contract.ts";

const { server, client, paul } = marketWorld();

type Changes = Record<string, unknown>;
async function created(changes: Changes = {}) {
  const { status, body, text } = await client.post("/missions", missionInput({ publish: false, ...changes }));
  expect(status, text).toBe(201);
  return body;
}
const versionOf = async (id: string) =>
  (await server.sql<{ version: number }>("select version from missions where id = $1", [id]))[0]?.version;
const auditCount = async (id: string) =>
  Number((await server.sql("select count(*) as n from audit_entries where resource_id = $1", [id]))[0]?.n);

test("whatever reading a mission answers may be sent back, also what is added to it one day", () => {
  for (const field of Object.keys(Mission.shape)) {
    expect(Object.keys(MissionChange.shape)).toContain(field);
    expect(Object.keys(NewMission.shape)).toContain(field);
  }
});

describe("what was read, written back by PATCH, is answered 200 and changes nothing", () => {
  const cases: [string, Changes][] = [
    ["a whole draft", {}],
    ["the barest draft", { category: null, skills: [], budget: null, location: null, deadline: null }],
    ["a point", { location: { latitude: 48.8417, longitude: 2.3003 } }],
    ["a deadline in a zone of its own", { deadline: "2031-05-01T10:00:00.25+02:00" }],
    ["a published mission", { publish: true }],
    ["odd texts", { title: " L'équipe d'Élodie & Cie <3 ", skills: ["c++", "e\u0301"], remote: true }],
  ];
  test.each(cases)("%s", async (_, changes) => {
    const { id } = await created(changes);
    const before = await client.get(`/missions/${id}`);
    const audited = await auditCount(id);
    for (const body of [before.body, { ...before.body, distanceKm: 3.2, highlights: { title: [] } }]) {
      const back = await client.patch(`/missions/${id}`, body);
      expect([back.status, back.body], back.text).toEqual([200, before.body]);
    }
    expect((await client.get(`/missions/${id}`)).headers.get("etag")).toBe(before.headers.get("etag"));
    expect([await versionOf(id), await auditCount(id)]).toEqual([changes.publish ? 2 : 1, audited]);
  });

  test("of a mission whose content its offers have frozen, too; what differs is named", async () => {
    const { id } = await created({ publish: true });
    await paul.post(`/missions/${id}/offers`, offerInput(90_000));
    const { body } = await client.get(`/missions/${id}`);
    expect((await client.patch(`/missions/${id}`, body)).status).toBe(200);
    const refused = await client.patch(`/missions/${id}`, { ...body, title: "Un autre titre" });
    expect([refused.status, refused.body.errors]).toMatchObject([409, [{ path: "/title", code: "frozen" }]]);
  });

  test("what the program computes is passed over, whatever stands in it", async () => {
    const { id } = await created();
    const { body: before } = await client.get(`/missions/${id}`);
    const computed = {
      status: "completed",
      offerCount: 99,
      bestOfferCents: 1,
      qualityScore: 100,
      qualityHints: null,
      extensionCount: 7,
      updatedAt: "never",
      distanceKm: {},
      addenda: [{ text: "Autre chose" }],
    };
    const back = await client.patch(`/missions/${id}`, { ...before, ...computed });
    expect([back.status, back.body]).toEqual([200, before]);
  });

  test("what cannot change is refused by its name where it differs", async () => {
    const { id } = await created();
    const { body } = await client.get(`/missions/${id}`);
    const others: [string, Changes][] = [
      ["/id", { id: "01900000-0000-7000-8000-000000000000" }],
      ["/client", { client: { ...body.client, id: paul.partyId } }],
      ["/createdAt", { createdAt: "2026-01-01T00:00:00.000Z" }],
      ["/publishedAt", { publishedAt: "2026-01-01T00:00:00.000Z" }],
      ["/currency", { currency: "USD" }],
      ["/budget/currency", { budget: { ...body.budget, currency: "USD" } }],
    ];
    for (const [path, other] of others) {
      const refused = await client.patch(`/missions/${id}`, { ...body, title: "Jamais écrit", ...other });
      expect([refused.status, refused.body.errors]).toMatchObject([400, [{ path, code: "not_changeable" }]]);
    }
    expect(await versionOf(id)).toBe(1);
  });
});

describe("of a place that was read,", () => {
  const VENISSIEUX = "69259";
  const inParis = { latitude: 48.8566, longitude: 2.3522 };
  const change = async (write: (location: Changes) => Changes) => {
    const { id, location } = await created();
    const { status, body } = await client.patch(`/missions/${id}`, { location: write(location) });
    return { status, before: location, after: body.location, errors: body.errors };
  };

  test("a changed code wins over the point that stayed", async () => {
    const { status, after } = await change((read) => ({ ...read, inseeCode: VENISSIEUX }));
    expect([status, after.inseeCode, after.name]).toEqual([200, VENISSIEUX, "Vénissieux"]);
  });

  test("a changed point wins over the code that stayed", async () => {
    const { status, after } = await change((read) => ({ ...read, ...inParis }));
    expect([status, after]).toMatchObject([200, inParis]);
    expect(after.inseeCode).not.toBe(LYON);
  });

  test("both changed have to agree", async () => {
    const refused = await change(() => ({ ...inParis, inseeCode: VENISSIEUX }));
    expect([refused.status, refused.errors]).toMatchObject([
      400,
      [{ path: "/location", code: "location_mismatch" }],
    ]);
    const agreed = await change(() => ({ latitude: 45.697, longitude: 4.886, inseeCode: VENISSIEUX }));
    expect([agreed.status, agreed.after]).toMatchObject([200, { inseeCode: VENISSIEUX, latitude: 45.697 }]);
  });

  test("a name and a postal code alone change nothing, and half a point is named", async () => {
    const { before, after } = await change((read) => ({ ...read, name: "Ailleurs", postalCode: "00000" }));
    expect(after).toEqual(before);
    for (const [location, path] of [
      [{ latitude: 45 }, "/location/longitude"],
      [{ inseeCode: LYON, longitude: 4 }, "/location/latitude"],
      [{ name: "Lyon" }, "/location/inseeCode"],
    ] as const) {
      const { status, errors } = await change(() => location);
      expect([status, errors]).toMatchObject([400, [{ path, code: "required" }]]);
    }
  });
});

describe("what was read, sent by POST, makes another like it", () => {
  test("by its own client, with an id and times of its own", async () => {
    const { body: read } = await client.get(
      `/missions/${(await created({ location: { latitude: 48.8417, longitude: 2.3003 } })).id}`,
    );
    const { status, body, text } = await client.post("/missions", read);
    expect(status, text).toBe(201);
    expect(body).toEqual({
      ...read,
      id: body.id,
      createdAt: body.createdAt,
      updatedAt: body.updatedAt,
    });
    expect(body.id).not.toBe(read.id);
  });

  test("nobody else's, nor in another currency", async () => {
    const read = await created();
    const count = async () => (await server.sql("select count(*) as n from missions"))[0]?.n;
    const before = await count();
    const stolen = await paul.post("/missions", read);
    expect([stolen.status, stolen.body.errors]).toMatchObject([400, [{ path: "/client" }]]);
    const dollars = { ...read, currency: "USD", budget: { ...read.budget, currency: "USD" } };
    const dear = await client.post("/missions", dollars);
    expect([dear.status, dear.body.errors]).toMatchObject([400, [{ path: "/budget/currency" }]]);
    expect(await count()).toBe(before);
  });
});

describe("an offer", () => {
  test("is written back as any list answers it; a lower price in it counts, and nothing else changes", async () => {
    const { id } = await created({ publish: true });
    const { body: made } = await paul.post(`/missions/${id}/offers`, offerInput(90_000));
    const mine = async () =>
      (await paul.get("/me/offers")).body.items.find((one: Changes) => one.id === made.id);
    const seen = (await paul.get(`/missions/${id}/offers`)).body.items[0];
    for (const read of [made, await mine(), seen]) {
      const back = await paul.patch(`/offers/${made.id}`, read);
      expect([back.status, back.body], back.text).toEqual([200, made]);
    }
    const revisions = "select price_cents from offer_revisions where offer_id = $1";
    expect(await server.sql(revisions, [made.id])).toHaveLength(1);
    const other = await paul.patch(`/offers/${made.id}`, {
      ...made,
      message: "Autre chose",
      priceCents: 80_000,
    });
    expect([other.status, other.body.errors]).toMatchObject([400, [{ path: "/message" }]]);
    const alone = await paul.patch(`/offers/${made.id}`, { priceCents: 90_000 });
    expect([alone.status, alone.body.code]).toEqual([409, "price_not_lower"]);
    expect((await paul.patch(`/offers/${made.id}`, { ...made, priceCents: 80_000 })).body.priceCents).toBe(
      80_000,
    );
  });
});

describe("one's own account", () => {
  test("is written back as it was read, and only what may change does", async () => {
    const before = await client.get("/me");
    const back = await client.patch("/me", before.body);
    expect([back.status, back.body, back.headers.get("etag")]).toEqual([
      200,
      before.body,
      before.headers.get("etag"),
    ]);
    for (const [field, value] of Object.entries({
      id: paul.userId,
      partyId: paul.partyId,
      email: "autre@example.org",
      emailVerified: true,
      roles: ["admin"],
      createdAt: "2026-01-01T00:00:00.000Z",
    })) {
      const refused = await client.patch("/me", { ...before.body, [field]: value });
      expect([refused.status, refused.body.errors]).toMatchObject([400, [{ path: `/${field}` }]]);
    }
    expect((await client.patch("/me", { ...before.body, locale: "en" })).body.locale).toBe("en");
  });
});
