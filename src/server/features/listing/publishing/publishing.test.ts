import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  missionInput,
  moderator,
  offerInput,
  type Person,
  person,
} from "../../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../../tests/support/server.ts";
import { createSitemap, type Sitemap } from "./sitemap.ts";

let server: TestServer;
let client: Person;
const published: string[] = [];
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server, "Élodie & Cie <3");
  for (const title of [
    'Repeindre <script>alert(1)</script> & "lessiver" l\'entrée',
    "Tailler une haie \u{1f333}",
    "Poser un parquet",
  ]) {
    const { body, text, status } = await client.post("/missions", missionInput({ title }));
    expect(status, text).toBe(201);
    published.push(body.id);
  }
});
afterAll(() => server.close());

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { "accept-encoding": "identity", ...headers } });
const texts = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(([, text]) => text);

describe("a search as a feed", () => {
  test("lists the newest first under ids that stay, with what people wrote as text and nothing else", async () => {
    const answer = await read("/recherche.atom");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "application/atom+xml; charset=utf-8",
    ]);
    const xml = await answer.text();
    expect(texts(xml, "id").slice(1)).toEqual(published.toReversed().map((id) => `urn:uuid:${id}`));
    expect(texts(xml, "title")).toContain(
      "Repeindre &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;lessiver&quot; l&#39;entrée",
    );
    expect(texts(xml, "name")).toEqual(Array(3).fill("Élodie &amp; Cie &lt;3"));
    expect(xml).not.toMatch(/<script|price|budget/i);
    expect(xml).toContain(`${server.publicUrl}/missions/${published[0]}`);
    const english = await (await read("/en/search.atom")).text();
    expect(english).toContain('xml:lang="en"');
    expect(english).toContain(`${server.publicUrl}/en/missions/${published[0]}`);
  });

  test("finds what the search finds, and refuses what it refuses", async () => {
    const found = await (await read("/recherche.atom?q=parquet")).text();
    expect(texts(found, "id").slice(1)).toEqual([`urn:uuid:${published[2]}`]);
    expect(texts(await (await read("/recherche.atom?q=%26%3C%00zzz")).text(), "id")).toHaveLength(1);
    const refused = await read("/recherche.atom?lat=45");
    expect([refused.status, (await refused.json()).errors[0].path]).toEqual([400, "/lng"]);
  });

  test("is the same bytes until something in it changes: not with an offer, at once with what it shows", async () => {
    const first = await read("/recherche.atom");
    const etag = first.headers.get("etag") as string;
    const again = () => read("/recherche.atom", { "if-none-match": etag });
    expect((await again()).status).toBe(304);
    const bidder = await person(server, "Atelier Lumière");
    expect((await bidder.post(`/missions/${published[1]}/offers`, offerInput(90_000))).status).toBe(201);
    expect((await again()).status).toBe(304);
    const judge = await moderator(server);
    const reason = { reason: "Signalement à vérifier." };
    await judge.post(`/admin/missions/${published[1]}/hide`, reason);
    const without = await again();
    expect([without.status, (await without.text()).includes("haie")]).toEqual([200, false]);
    await judge.post(`/admin/missions/${published[1]}/unhide`, reason);
  });
});

describe("what search engines look for", () => {
  test("robots.txt names the sitemap and leaves the API and calendars out", async () => {
    const answer = await read("/robots.txt");
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const lines = (await answer.text()).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "Disallow: /api/",
        "Disallow: /calendrier/",
        `Sitemap: ${server.publicUrl}/sitemap.xml`,
      ]),
    );
  });

  test("the sitemap leads to every published mission in both languages, and to no other", async () => {
    const draft = await client.post("/missions", missionInput({ publish: false }));
    const files = texts(await (await read("/sitemap.xml")).text(), "loc");
    expect(files).toEqual([
      `${server.publicUrl}/sitemaps/pages.xml`,
      `${server.publicUrl}/sitemaps/missions-1.xml`,
    ]);
    for (const encoding of ["identity", "gzip", "br"]) {
      const answer = await read("/sitemaps/missions-1.xml", { "accept-encoding": encoding });
      expect(answer.headers.get("content-encoding")).toBe(encoding === "identity" ? null : encoding);
      const listed = texts(await answer.text(), "loc");
      const expected = published.toSorted().flatMap((id) => [`/missions/${id}`, `/en/missions/${id}`]);
      expect(listed).toEqual(expected.map((path) => server.publicUrl + path));
      expect(listed.join()).not.toContain(draft.body.id);
    }
    expect(texts(await (await read("/sitemaps/pages.xml")).text(), "loc")).toContain(
      `${server.publicUrl}/en`,
    );
    for (const none of ["missions-2.xml", "missions-0.xml", "missions-999999.xml", "nothing", "%2e%2e"])
      expect((await read(`/sitemaps/${none}`)).status, none).toBe(404);
  });

  test("many missions are spread over files that together hold each once, whatever is published meanwhile", async () => {
    const sitemap: Sitemap = createSitemap({
      database: server.resources.database,
      publicUrl: () => "",
      perFile: 2,
    });
    const ids = async (number: number) => {
      const file = await sitemap.file(number);
      let xml = "";
      for await (const piece of file ?? []) xml += piece;
      return texts(xml, "loc").filter((path) => !path?.startsWith("/en"));
    };
    expect(texts(await sitemap.index(), "loc")).toHaveLength(3);
    const { body } = await client.post("/missions", missionInput());
    expect([await ids(1), await ids(2), await ids(3)]).toEqual([
      published
        .toSorted()
        .slice(0, 2)
        .map((id) => `/missions/${id}`),
      [published.toSorted()[2], body.id].map((id) => `/missions/${id}`),
      [],
    ]);
  });
});
