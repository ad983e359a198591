import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missionInput, moderator, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { draw } from "./draw.ts";
import { createPictureService } from "./picture-service.ts";
import { pictureSvg } from "./picture-svg.ts";

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server, "Élodie & Cie <3");
});
afterAll(() => server.close());

const published = async (changes: Record<string, unknown> = {}): Promise<string> =>
  (await client.post("/missions", missionInput(changes))).body.id;
const fetched = (id: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/missions/${id}/apercu.png`, { headers });
const kept = (id: string) =>
  server.sql<{ at: string }>("select made_at::text as at from mission_pictures where mission_id = $1", [id]);
/** Width and height stand in the first chunk (PNG, section 11.2.2). */
const sizeOf = (png: Buffer) => [png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)];

test("a mission has a picture for where it is shared, made once, that everybody may show", {
  timeout: 60_000,
}, async () => {
  const id = await published();
  const answers = await Promise.all([fetched(id), fetched(id), fetched(id)]);
  const pictures = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
  const first = answers[0] as Response;
  expect([first.status, first.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(first.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(first.headers.get("content-encoding")).toBeNull();
  expect(sizeOf(pictures[0] as Buffer)).toEqual(["PNG", 1_200, 630]);
  expect((pictures[0] as Buffer).length).toBeLessThan(200_000);
  expect(new Set(pictures.map((picture) => picture.toString("base64"))).size).toBe(1);
  const before = await kept(id);
  expect(before).toHaveLength(1);
  expect((await fetched(id, { "if-none-match": first.headers.get("etag") as string })).status).toBe(304);
  expect(await kept(id)).toEqual(before);
});

test("it is made anew when what it shows is changed, and never shows a price", {
  timeout: 60_000,
}, async () => {
  const id = await published();
  const bytes = async () => Buffer.from(await (await fetched(id)).arrayBuffer()).toString("base64");
  const before = await bytes();
  await client.patch(`/missions/${id}`, { budget: { valueCents: 990_000 } });
  expect(await bytes()).toBe(before);
  await client.patch(`/missions/${id}`, { title: "Peindre la cage d'escalier" });
  expect(await bytes()).not.toBe(before);
  expect(await kept(id)).toHaveLength(1);
});

test("what not everybody may see has none, also where one was made before", { timeout: 60_000 }, async () => {
  const id = await published();
  expect((await fetched(id)).status).toBe(200);
  const judge = await moderator(server);
  await judge.post(`/admin/missions/${id}/hide`, { reason: "Signalement à vérifier." });
  expect((await fetched(id)).status).toBe(404);
  await judge.post(`/admin/missions/${id}/unhide`, { reason: "Après vérification." });
  expect((await fetched(id)).status).toBe(200);
  await client.post(`/missions/${id}/cancel`);
  const draft = await published({ publish: false });
  for (const none of [id, draft, "01900000-0000-7000-8000-000000000000", "x", "%00"])
    expect((await fetched(none)).status, none).toBe(404);
});

test("who asks for one that is being made waits for it: it is made once", async () => {
  const id = await published({ title: "Tailler la haie" });
  const gate = Promise.withResolvers<void>();
  let drawn = 0;
  let seen = 0;
  const pictures = createPictureService({
    database: server.resources.database,
    missions: {
      readPublic: async () => {
        seen += 1;
        return {
          mission: { title: "Tailler", location: null, client: { id: client.partyId } },
          version: 1,
        } as never;
      },
    },
    render: async () => {
      drawn += 1;
      await gate.promise;
      return Buffer.from("PNG");
    },
  });
  const asked = [pictures.read(id), pictures.read(id), pictures.read(id)];
  await expect.poll(() => [seen, drawn]).toEqual([3, 1]);
  gate.resolve();
  expect(await Promise.all(asked)).toEqual(Array(3).fill(Buffer.from("PNG")));
  expect(await pictures.read(id)).toEqual(Buffer.from("PNG"));
  expect(drawn).toBe(1);
});

const long =
  "Rénovation complète d’une maison de maître du XIXᵉ siècle : toiture, façade, réseaux, isolation par l’intérieur, " +
  "menuiseries à l’identique et remise aux normes de l’électricité, avec suivi hebdomadaire du chantier";

test.each([
  ["usual", "Refaire l'installation électrique d'un T3"],
  ["long", long],
  ["emoji", "Élaguer 🌳🌳 & tondre <vite> 😀 👩‍🔧 ça presse ! Œuvre à l’été"],
  ["one word", "Rechtsschutzversicherungsgesellschaften".repeat(6)],
  ["wide", "WWWWWWWW MMMMMMM @@@@@@@ %%%%%%% WWWWWWWWWWWWWWWWWWWWWWWWWWWW ŒŒŒŒŒŒŒŒŒŒ"],
  ["shouted", "REFAIRE TOUTE L'INSTALLATION ÉLECTRIQUE, ÇA PRESSE, À CÔTÉ DE L'ÉGLISE"],
])("a title leaves the margins free: %s", { timeout: 60_000 }, async (name, title) => {
  const svg = pictureSvg({ title, town: "Saint-Germain-en-Laye (78100)", siteName: "Swideal" });
  const drawn = draw(svg);
  const folder = process.env.BROWSER_PICTURES;
  if (folder) writeFileSync(join(folder, `shared-${name}.png`), drawn.asPng());
  const { pixels, width } = drawn;
  const at = (x: number, y: number) =>
    pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3).toString("hex");
  const ground = at(2, 2);
  for (let y = 0; y < 610; y += 1)
    for (const x of [40, 60, 1_130, 1_160, 1_190]) expect([x, y, at(x, y)]).toEqual([x, y, ground]);
});
