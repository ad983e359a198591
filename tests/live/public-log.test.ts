import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SealedLog, sealedLog } from "../../src/server/features/audit/testing/sealed-log.ts";
import { missionInput, offerInput, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

/** Nearly as many as an hour's leaves hide, so that what costs a little for each of them shows. */
const LOWER_PRICES = 200;
const FIRST_CENTS = 900_000;
const ASKED = 150;

/** An installation with a sealed auction in which one offer was made, before the hour that is looked at. */
interface Place {
  readonly server: TestServer;
  readonly log: SealedLog;
  readonly paul: Person;
  readonly offer: string;
}

let lowered: Place;
let quiet: Place;
beforeAll(async () => {
  [lowered, quiet] = [await open(), await open()];
});
afterAll(async () => {
  await lowered?.server.close();
  await quiet?.server.close();
});

async function open(): Promise<Place> {
  const server = await startTestServer({ PUBLIC_URL: "http://swideal.example" });
  const log = sealedLog(server, []);
  const [client, paul] = [await person(server, "Mairie de Bron"), await person(server, "Paul Morin")];
  const mission = await client.post("/missions", missionInput({ auction: "sealed" }));
  const offer = await paul.post(`/missions/${mission.body.id}/offers`, offerInput(FIRST_CENTS));
  await log.seal();
  await log.publishHourly();
  // So that it stays the head of this hour, whenever the next one strikes.
  await server.sql("update audit_heads set at = at + interval '5 minutes'");
  return { server, log, paul, offer: offer.body.id };
}

/** All that may be asked of the log: its head, whole tiles and parts of tiles, there or not. */
const PATHS = [
  "checkpoint",
  ...["0/000", "0/001", "0/002", "0/003", "1/000", "2/000"].map((tile) => `tile/${tile}`),
  ...[1, 2, 3, 199, 200, 201, 202, 255].flatMap((width) =>
    ["0/000", "0/001", "0/002", "1/000"].map((tile) => `tile/${tile}.p/${width}`),
  ),
];

async function read({ server }: Place, path: string) {
  const answer = await fetch(`${server.url}/audit/${path}`);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** Each answer that there is; of the others that there is none. */
async function everything(place: Place): Promise<string[]> {
  const answers = await Promise.all(PATHS.map((path) => read(place, path)));
  return answers.map(({ answer, bytes }) => `${answer.status} ${answer.ok ? bytes.toString("base64") : ""}`);
}

/** Everything but the hashes themselves and what names a request: what two logs can be told apart by. */
async function shapeOf(place: Place, path: string): Promise<string[]> {
  const { answer, bytes } = await read(place, path);
  const headers = [...answer.headers].filter(([name]) => name !== "date");
  const lengths = headers.map(([name, value]) => `${name}: ${name === "etag" ? value.length : value}`);
  return [path, `${answer.status}`, `${bytes.length} bytes`, ...lengths];
}

async function lower({ paul, offer }: Place): Promise<void> {
  for (let n = 1, priceCents = FIRST_CENTS; n <= LOWER_PRICES; n += 1) {
    // The least step is a hundredth.
    priceCents = Math.floor(priceCents * 0.985);
    const { status } = await paul.patch(`/offers/${offer}`, { priceCents });
    expect(status).toBe(200);
  }
}

async function hourPasses({ server, log }: Place): Promise<void> {
  await server.sql("update audit_heads set at = at - interval '2 hours'");
  await log.publishHourly();
}

describe("the public log of an hour with two hundred lower sealed prices", () => {
  test("says nothing of them while the hour lasts, though they are sealed at once", async () => {
    const before = await everything(lowered);
    // Both are asked alike: what a server has open and prepared shows in its times.
    await everything(quiet);
    await lower(lowered);
    await lowered.log.seal();
    await lowered.log.publishHourly();
    const sealed = await lowered.server.sql("select from audit_leaves where kind = 'entry' and leaf >= 256");
    expect(sealed.length).toBeGreaterThanOrEqual(LOWER_PRICES);
    expect(await everything(lowered)).toEqual(before);
    await everything(quiet);
  });

  test("then has as many leaves, and answers of the same number and size, as of an hour without", async () => {
    for (const place of [lowered, quiet]) await hourPasses(place);
    const sizes = await Promise.all(
      [lowered, quiet].map(
        async (place) => (await read(place, "checkpoint")).bytes.toString().split("\n")[1],
      ),
    );
    expect(sizes).toEqual(["512", "512"]);
    for (const path of PATHS) expect(await shapeOf(lowered, path)).toEqual(await shapeOf(quiet, path));
    // Nor do the hashes tell what was an entry: none comes twice.
    for (const place of [lowered, quiet]) {
      const { bytes } = await read(place, "tile/0/001");
      const hashes = Array.from({ length: 256 }, (_, n) =>
        bytes.subarray(n * 32, n * 32 + 32).toString("hex"),
      );
      expect(new Set(hashes).size).toBe(256);
    }
  });

  // Two installations that did the same differ a little as well, by what each has open and prepared: of two readings the
  // slower one is this one's or the other's. Where something counts what happened, it is nearly always this one's.
  test("answers in times that are not told apart from those of an hour without", { retry: 1 }, async () => {
    for (const path of ["checkpoint", "tile/0/001", "tile/1/000.p/2", "tile/0/002"]) {
      const times = new Map<Place, number[]>([
        [lowered, []],
        [quiet, []],
      ]);
      for (let n = 0; n < 30; n += 1) for (const place of times.keys()) await read(place, path);
      const order = [...times.keys()].flatMap((place) => Array.from({ length: ASKED }, () => place));
      for (const place of order.map((one) => ({ one, at: Math.random() })).sort((a, b) => a.at - b.at)) {
        const start = performance.now();
        await read(place.one, path);
        times.get(place.one)?.push(performance.now() - start);
      }
      const [withThem = [], without = []] = [...times.values()];
      const slower = shareOfSlower(withThem, without);
      expect([path, slower > 0.25 && slower < 0.75, slower]).toEqual([path, true, slower]);
    }
  });
});

/** Of all pairs of a reading here and one there, in how many the one here took longer. */
function shareOfSlower(here: readonly number[], there: readonly number[]): number {
  const pairs = here.flatMap((one) => there.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  return pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
}
