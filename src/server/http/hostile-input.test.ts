import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, type Person, person } from "../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../tests/support/server.ts";

let server: TestServer;
let client: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
});
afterAll(() => server.close());

const missionCount = async () => Number((await server.sql("select count(*) as n from missions"))[0]?.n);

describe("a field out of its bounds is named by its pointer, and nothing is written", () => {
  const cases: [string, Record<string, unknown>, string, string][] = [
    ["title of two characters", { title: "ab" }, "/title", "too_short"],
    ["title of two characters among blanks", { title: "   ab    " }, "/title", "too_short"],
    ["title of 501 characters", { title: "é".repeat(501) }, "/title", "too_long"],
    ["title on two lines", { title: "une\ndeux" }, "/title", "line_break"],
    ["title with NUL", { title: "abc\u0000def" }, "/title", "invalid_characters"],
    ["title with a lone surrogate", { title: "abc\ud800def" }, "/title", "invalid_characters"],
    ["title that reverses reading", { title: "abc\u202edef" }, "/title", "invalid_characters"],
    ["title that is a number", { title: 42 }, "/title", "invalid_type"],
    ["title that is missing", { title: undefined }, "/title", "required"],
    ["description of nine characters", { description: "neuf sign" }, "/description", "too_short"],
    ["description of 5,001 characters", { description: "d".repeat(5_001) }, "/description", "too_long"],
    ["budget of 99 cents", { budget: { valueCents: 99 } }, "/budget/valueCents", "too_small"],
    ["budget above a million", { budget: { valueCents: 100_000_001 } }, "/budget/valueCents", "too_big"],
    ["budget with half a cent", { budget: { valueCents: 100.5 } }, "/budget/valueCents", "invalid_type"],
    ["budget as a string", { budget: { valueCents: "5000" } }, "/budget/valueCents", "invalid_type"],
    ["unknown category", { category: "sorcellerie" }, "/category", "unknown_category"],
    ["unknown commune", { location: { inseeCode: "99999" } }, "/location/inseeCode", "unknown_place"],
    ["a point in the Atlantic", { location: { latitude: 40, longitude: -40 } }, "/location", "unknown_place"],
    ["deadline in 30 seconds", { deadline: soon(30) }, "/deadline", "deadline_too_soon"],
    ["deadline in two years", { deadline: soon(2 * 365 * 86_400) }, "/deadline", "deadline_too_far"],
    ["deadline without a zone", { deadline: "2030-01-01T10:00:00" }, "/deadline", "invalid_format"],
    ["neither place nor remote", { location: null }, "/location", "place_or_remote"],
    ["an auction of another kind", { auction: "dutch" }, "/auction", "invalid_value"],
    ["21 skills", { skills: Array(21).fill("une") }, "/skills", "too_many"],
  ];
  for (const [name, change, path, code] of cases) {
    test(name, async () => {
      const before = await missionCount();
      const { status, body } = await client.post("/missions", missionInput(change));
      expect([status, body.code]).toEqual([400, "validation_failed"]);
      expect(body.errors).toContainEqual(expect.objectContaining({ path, code }));
      expect(body.errors.every(({ message }: { message: string }) => message.length > 5)).toBe(true);
      expect(await missionCount()).toBe(before);
    });
  }
});

function soon(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}

test("every error of a body is listed at once, in the caller's language", async () => {
  const wrong = { title: "a", description: "b", budget: { valueCents: 1 }, skills: [""] };
  const french = await client.post("/missions", wrong, { headers: { "accept-language": "fr" } });
  expect(french.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    "/budget/valueCents",
    "/description",
    "/skills/0",
    "/title",
  ]);
  expect(french.body.errors[0].message).toBe("Au moins 3 caractères.");
  const english = await client.post("/missions", wrong, { headers: { "accept-language": "en-GB,fr;q=0.5" } });
  expect(english.body.errors[0].message).toBe("At least 3 characters.");
});

test("a field that nobody knows, or that nobody may send, is refused by its name", async () => {
  for (const [field, value] of [
    ["qualityScore", 100],
    ["status", "completed"],
    ["clientPartyId", "x"],
    ["a/b~c", 1],
  ] as const) {
    const { status, body } = await client.post("/missions", missionInput({ [field]: value }));
    const path = `/${field.replace("~", "~0").replace("/", "~1")}`;
    expect([status, body.code, body.errors]).toMatchObject([400, "unknown_field", [{ path }]]);
  }
});

describe("a body that is no JSON of ours", () => {
  const post = (raw: string | Buffer, headers: Record<string, string> = {}) =>
    server.api.request("POST", "/api/v1/missions", { raw, token: client.token, headers });

  for (const [name, raw] of [
    ["cut off", '{"title": "abc'],
    ["empty", ""],
    ["not JSON", "title=abc"],
    ["with a prototype", '{"__proto__": {"admin": true}, "title": "abcdef"}'],
    ["with a constructor's prototype", '{"constructor": {"prototype": {}}, "title": "abcdef"}'],
  ] as const) {
    test(name, async () => {
      const { status, body } = await post(raw, { "content-type": "application/json" });
      expect([status, body.code]).toEqual([400, "malformed_json"]);
    });
  }

  test("nested 100,000 deep, or as deep as 64 KiB allow, is refused at once", async () => {
    const deep = (depth: number) => `{"title": ${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const over = await post(deep(100_000));
    expect([over.status, over.body.code]).toEqual([413, "body_too_large"]);
    const under = await post(deep(32_000));
    expect(under.status).toBe(400);
  });

  test("over 64 KiB, or of another type", async () => {
    const large = await post(JSON.stringify(missionInput({ description: "é".repeat(40_000) })));
    expect([large.status, large.body.code]).toEqual([413, "body_too_large"]);
    const form = await post("title=abc", { "content-type": "application/x-www-form-urlencoded" });
    expect([form.status, form.body.code]).toEqual([415, "unsupported_media_type"]);
  });

  test("that is an array, a string, a number or null is refused as a whole", async () => {
    for (const raw of ["[]", '"text"', "12", "null", "true"]) {
      const { status, body } = await post(raw);
      expect([status, body.code]).toEqual([400, "validation_failed"]);
    }
  });
});

test("text comes back as it was typed, in NFC", async () => {
  const title = "L'équipe d'Élodie & Cie <3 <script>alert(1)</script> — “x<y>z”  ";
  const description = "Première ligne\n\tdeuxième ligne, 25 % & 3 < 4 &amp; déjà échappé";
  const { body } = await client.post("/missions", missionInput({ title, description }));
  expect(body.title).toBe(title);
  expect(body.description).toBe(description.normalize("NFC"));
  const listed = await server.api.get("/missions?sort=newest&limit=1");
  expect(listed.body.items[0]).toMatchObject({ title, description: description.normalize("NFC") });
});

test("any string may be searched, suggested and looked up: an answer or a 400, never a failure", async () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.stringMatching(/^['"\\&|!():*<>%_-]{1,60}$/),
    fc.constantFrom("a".repeat(5_000), "' or 1=1 --", "\\", "''", "c++ c# .net", "\u0000", "😀".repeat(900)),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (q) => {
      for (const path of ["/missions", "/missions/suggest", "/places"]) {
        const { status } = await server.api.get(`${path}?q=${encodeURIComponent(q.toWellFormed())}`);
        expect([200, 400]).toContain(status);
      }
    }),
    { numRuns: 60 },
  );
});

test("an id that cannot exist gets the answer of one that does not", async () => {
  for (const id of [
    "1",
    "%00",
    "..%2f..",
    "01a203e6-52d3-7419-97fc-9f084395196e",
    "x".repeat(150),
    "x".repeat(2_000),
  ]) {
    const { status, body } = await client.get(`/missions/${id}`);
    expect([id, status, body.code]).toEqual([id, 404, "not_found"]);
  }
});

test("no token where one is needed is a 401 before anything is looked at; a bad one is a 401 everywhere", async () => {
  const bare = await server.api.post("/missions", undefined, { raw: "{broken" });
  expect([bare.status, bare.body.code]).toEqual([401, "unauthenticated"]);
  for (const authorization of ["Bearer x.y.z", "Basic abc", "Bearer", "bearer \u00e9".slice(0, 7)]) {
    const refused = await server.api.get("/missions", { headers: { authorization } });
    expect([authorization, refused.status]).toEqual([authorization, 401]);
    expect(refused.headers.get("www-authenticate")).toContain("Bearer");
  }
});

test("bytes that are not HTTP are answered and closed, and the server goes on", async () => {
  const { port, hostname } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write("NONSENSE \u0000\r\n\r\n"));
    let text = "";
    socket
      .on("data", (chunk) => (text += chunk))
      .on("close", () => resolve(text))
      .on("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect((await server.api.request("GET", "/livez")).status).toBe(200);
});
