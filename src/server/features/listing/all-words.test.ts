import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
});
afterAll(() => server.close());

/** @returns its title, which is unique */
async function publish(title: string, description = "Un travail à faire sans tarder."): Promise<string> {
  const { status, text } = await client.post("/missions", missionInput({ title, description, skills: [] }));
  expect(status, text).toBe(201);
  return title;
}

async function found(query: Record<string, string>, language = "fr"): Promise<string[]> {
  const asked = new URLSearchParams({ allWords: "true", limit: "100", ...query });
  const { status, body, text } = await server.api.get(`/missions?${asked}`, {
    headers: { "accept-language": language },
  });
  expect(status, text).toBe(200);
  return body.items.map(({ title }: { title: string }) => title);
}

describe("a search that wants every word", () => {
  test("finds what says each of them, in whatever form and wherever, the newest first", async () => {
    const both = await publish("Peindre les volets", "Quatre fenêtres au premier étage.");
    await publish("Peindre un portail rouge");
    const other = await publish("Volet à repeindre", "La peinture est fournie, pour une fenêtre.");
    expect(await found({ q: "volet fenêtres" })).toEqual([other, both]);
    expect(await found({ q: "peintre volets fenêtre" })).not.toContain("Peindre un portail rouge");
    expect(await found({ q: "volets portail" })).toEqual([]);
  });

  test("takes a synonym for the word, an expression for all words that it covers, and a word for an expression", async () => {
    const pac = await publish("Entretien de la PAC du gymnase");
    const whole = await publish("Entretien d'une pompe à chaleur");
    await publish("Entretien d'une pompe de relevage");
    expect(await found({ q: "entretien pac" })).toEqual([whole, pac]);
    expect(await found({ q: "entretien pompe à chaleur" })).toEqual([whole, pac]);
  });

  test("puts no typing error right", async () => {
    await publish("Ramonage de cheminée");
    expect(await found({ q: "ramomage" })).toEqual([]);
    const { body } = await server.api.get("/missions?q=ramomage&allWords=true");
    expect(body.didYouMean).toBeNull();
  });

  test("honours phrases and exclusions, and finds the town and the postal code", async () => {
    const phrase = await publish("Refaire la salle de bains du presbytère");
    await publish("Bains et salle du presbytère");
    expect(await found({ q: '"salle de bains" presbytère' })).toEqual([phrase]);
    expect(await found({ q: "presbytère -refaire" })).toEqual(["Bains et salle du presbytère"]);
    expect(await found({ q: "presbytère Lyon" })).toHaveLength(2);
    expect(await found({ q: "presbytère Marseille" })).toEqual([]);
    expect(await found({ q: "presbytère -presbytère" })).toEqual([]);
  });

  test("reads an English question as an English reader means it", async () => {
    const mission = await publish("Plombier pour une fuite");
    expect(await found({ q: "plumber for a leak" }, "en")).toEqual([mission]);
  });

  test("keeps the filters and other orders, each mission on one page", async () => {
    for (const n of [1, 2, 3, 4, 5]) await publish(`Tailler la haie du parc ${n}`);
    for (const sort of ["newest", "hot", "budget"]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const { body } = await server.api.get(
          `/missions?q=haie+parc&allWords=true&limit=2&sort=${sort}${cursor === null ? "" : `&cursor=${cursor}`}`,
        );
        seen.push(...body.items.map(({ title }: { title: string }) => title));
        cursor = body.nextCursor;
      } while (cursor !== null);
      expect([sort, seen.toSorted()]).toEqual([
        sort,
        [1, 2, 3, 4, 5].map((n) => `Tailler la haie du parc ${n}`),
      ]);
    }
    expect(await found({ q: "haie parc", category: "peinture" })).toEqual([]);
  });

  test("is refused by relevance, and finds nothing where nothing was typed that is a word", async () => {
    const refused = await server.api.get("/missions?q=haie&allWords=true&sort=relevance");
    expect([refused.status, refused.body.errors[0]]).toMatchObject([
      400,
      { path: "/sort", code: "sort_without_all_words" },
    ]);
    expect(await found({ q: "!!!" })).toEqual([]);
    expect((await server.api.get("/missions?allWords=peut-être")).status).toBe(400);
  });

  test("takes the longest query, with words upon words, without harm", async () => {
    const words = Array.from({ length: 180 }, (_, n) => `mot${n} pompe à chaleur`).join(" ");
    expect(await found({ q: words })).toEqual([]);
    expect(await found({ q: '(((-"« '.repeat(200) })).toEqual([]);
  });
});
