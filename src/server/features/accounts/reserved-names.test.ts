import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { moderator, PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { passesForStaff } from "./reserved-names.ts";

describe("a name that passes for those who run the site", () => {
  it.each([
    "Modération",
    "modération",
    "M O D É R A T I O N",
    "M.o.d.é.r.a.t.i.o.n",
    "Mo\u200bdération",
    "Мodératiоn", // Cyrillic М and о
    "Ｍｏｄéｒａｔｉｏｎ",
    "𝓜𝓸𝓭𝓮𝓻𝓪𝓽𝓲𝓸𝓷",
    "ᴍᴏᴅᴇʀᴀᴛɪᴏɴ",
    "rnodération",
    "M0dérati0n",
    "Adm1n",
    "AdmIn",
    "Admln",
    "αdmin",
    "Admin 2",
    "Administrateur",
    "Administratrice du site",
    "Équipe Swideal",
    "L’équipe de modération",
    "Service de modération Swideal",
    "Support",
    "The Swideal Team",
    "~~ Staff ~~",
    "$taff",
  ])("%s", (name) => expect(passesForStaff(name)).toBe(true));

  it.each([
    "Élodie Ferrand",
    "Support Technique Morel",
    "Administration de biens Lyon",
    "Admin Conseil SARL",
    "Ateliers Moderato",
    "L’équipe d’Élodie & Cie <3",
    "Service",
    "Site",
    "Модест Мусоргский",
    "王小明",
    "42",
    "…",
  ])("is not %s", (name) => expect(passesForStaff(name)).toBe(false));
});

describe("on the running server", () => {
  let server: TestServer;
  let someone: Person;
  beforeAll(async () => {
    server = await startTestServer();
    someone = await person(server);
  });
  afterAll(() => server.close());
  const RESERVED = [expect.objectContaining({ path: "/displayName", code: "reserved_name" })];

  test("nobody registers under such a name, nor takes one later; who moderates may", async () => {
    const account = { email: "m@example.org", password: PASSWORD, displayName: "Modération" };
    for (const refused of [
      await server.api.post("/auth/register", account),
      await someone.patch("/me", { displayName: "Mоdération" }),
    ]) {
      expect([refused.status, refused.body.errors]).toEqual([400, RESERVED]);
    }
    expect((await someone.get("/me")).body.displayName).toBe("Élodie Ferrand");
    const judge = await moderator(server);
    expect((await judge.patch("/me", { displayName: "Modération" })).status).toBe(200);
  });
});
