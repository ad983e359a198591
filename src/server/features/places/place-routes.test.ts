import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const find = (typed: string, more = "") => server.api.get(`/places?q=${encodeURIComponent(typed)}${more}`);

describe("GET /places", () => {
  it("gives a commune whole, in one page, and may be cached by anyone", async () => {
    const answer = await find("st etienne", "&limit=1");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=3600");
    expect(answer.body).toEqual({
      items: [
        {
          ...{ name: "Saint-Étienne", postalCode: "42000", postalCodes: ["42000", "42100", "42230"] },
          ...{ inseeCode: "42218", department: "42", latitude: 45.4339, longitude: 4.39, population: 173136 },
          ...{ commune: null, formerName: null },
        },
      ],
      nextCursor: null,
    });
  });

  it("shows the postal code that was asked for", async () => {
    expect((await find("42100")).body.items[0]).toMatchObject({ name: "Saint-Étienne", postalCode: "42100" });
    expect((await find("paris 75015")).body.items[0]).toMatchObject({
      ...{ name: "Paris 15e", postalCode: "75015", inseeCode: "75115", commune: "75056" },
    });
  });

  it("finds nothing for what says nothing, whatever the text", async () => {
    for (const typed of ["", "  ", "%", "\u0000", "'; --", "()&|!:*"]) {
      expect((await find(typed)).body, typed).toEqual({ items: [], nextCursor: null });
    }
  });

  it("gives twenty communes unless told, at most a hundred", async () => {
    expect((await find("saint")).body.items).toHaveLength(20);
    expect((await find("saint", "&limit=100")).body.items).toHaveLength(100);
  });

  it.each([
    ["no q", "/places", "/q", "required"],
    ["a limit over the bound", "/places?q=lyon&limit=101", "/limit", "too_big"],
    ["a limit that is no number", "/places?q=lyon&limit=ten", "/limit", "invalid_type"],
    ["a text of 201 characters", `/places?q=${"a".repeat(201)}`, "/q", "too_long"],
  ])("refuses %s", async (_what, path, pointer, code) => {
    const answer = await server.api.get(path);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: "validation_failed", errors: [{ path: pointer, code }] });
  });
});

describe("GET /places/at", () => {
  it("tells where a point lies and whether that is certain", async () => {
    const { status, body } = await server.api.get("/places/at?lat=48.8417&lng=2.3003");
    expect(status).toBe(200);
    expect(body.certain).toBe(true);
    expect(body.items[0]).toMatchObject({ name: "Paris 15e", inseeCode: "75115", distanceKm: 0.06 });
    expect((await server.api.get("/places/at?lat=0&lng=-30")).body).toEqual({ items: [], certain: false });
    expect((await server.api.get("/places/at?lat=91&lng=0")).status).toBe(400);
  });
});
