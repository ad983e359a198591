import { connect } from "node:net";
import fc from "fast-check";
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

const missionCount = async () => Number((await server.sql("select count(*) as n from missions"))[0]?.n);

describe("a field out of its bounds is named by its pointer, and nothing is written", () => {
  const cases: [string, Record<string, unknown>, string, string][] = [
    ["title of two characters", { title: "ab" }, "/title", "too_short"],
    ["title of two characters among blanks", { title: "   ab    " }, "/title", "too_short"],
    ["title of 501 characters", { title: "é".repeat(501) }, "/title", "too_long"],
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
    ["version", 7],
    ["dueAt", "2030-01-01T00:00:00Z"],
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

  const json = "application/json";
  test.each([
    ["compressed", { "content-type": json, "content-encoding": "gzip" }],
    ["compressed twice", { "content-type": json, "content-encoding": "identity, br" }],
    ["in a coding that nobody knows", { "content-type": json, "content-encoding": "x" }],
    ["in UTF-16", { "content-type": `${json}; charset=utf-16` }],
    ["in UTF-16, quoted", { "content-type": `${json}; charset="UTF-16LE"` }],
    ["in Latin-1", { "content-type": `${json};charset=ISO-8859-1` }],
    ["in two encodings", { "content-type": `${json}; charset=utf-8; charset=utf-16` }],
    ["in no encoding", { "content-type": `${json}; charset=` }],
    ["with a parameter that is none", { "content-type": `${json};charset` }],
    ["of two types", { "content-type": `${json}, text/plain` }],
    ["of a type that is JSON elsewhere", { "content-type": "text/json" }],
    ["of a type like ours", { "content-type": "application/jsonx" }],
  ])("that says it is %s is refused, not read as UTF-8", async (_, headers) => {
    const { status, body } = await post(JSON.stringify(missionInput()), headers);
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
  });

  test.each([
    { "content-type": `${json}; charset=utf-8` },
    { "content-type": `${json} ;CHARSET="UTF-8"; version=1;` },
    { "content-type": "Application/JSON", "content-encoding": "Identity" },
  ])("%j is JSON in UTF-8", async (headers) => {
    expect((await post(JSON.stringify(missionInput({ publish: false })), headers)).status).toBe(201);
  });

  test("that is an array, a string, a number or null is refused as a whole", async () => {
    for (const raw of ["[]", '"text"', "12", "null", "true"]) {
      const { status, body } = await post(raw);
      expect([status, body.code]).toEqual([400, "validation_failed"]);
    }
  });
});

describe("text pasted from a word processor, a slide or a PDF", () => {
  const pasted = "un\u000bdeux\u000ctrois\u0085quatre\u2028cinq\u2029six\r\nsept\rhuit\nneuf";

  test("has a line break where theirs were, and a space in what is a single line", async () => {
    const { status, body } = await client.post(
      "/missions",
      missionInput({ title: pasted, description: pasted, skills: ["poser\u000bdu carrelage"] }),
    );
    expect(status).toBe(201);
    expect(body.description).toBe("un\ndeux\ntrois\nquatre\ncinq\nsix\nsept\nhuit\nneuf");
    expect(body.title).toBe("un deux trois quatre cinq six sept huit neuf");
    expect(body.skills).toEqual(["poser du carrelage"]);
    const addendum = await client.post(`/missions/${body.id}/addenda`, { text: "avant\u000baprès" });
    expect(addendum.body.addenda[0].text).toBe("avant\naprès");
  });

  test("is told which character it may not hold, and where", async () => {
    const { body } = await client.post("/missions", missionInput({ title: "Étage 😀 \u0007 sonnette" }));
    expect(body.errors).toEqual([
      {
        path: "/title",
        code: "invalid_characters",
        message: "Un caractère de contrôle n’est pas permis\u00a0: U+0007, au rang 9.",
      },
    ]);
  });
});

describe("a text in which nothing can be seen is as short as an empty one", () => {
  const unseen = [
    "\u200b",
    "\u3164",
    "\u2800",
    "\u00ad",
    "\u0301",
    "\ufeff",
    "\u115f",
    "\u{e0041}",
    "\u2063",
    "\ufe0f",
  ];
  test.each(unseen.map((one) => [`U+${one.codePointAt(0)?.toString(16)}`, one]))("%s", async (_, one) => {
    const [three, twenty] = [one.repeat(3), ` ${one}`.repeat(10)];
    const mission = await client.post(
      "/missions",
      missionInput({ title: three, description: twenty, skills: [one], publish: false }),
    );
    const name = await client.patch("/me", { displayName: three });
    const refused = [mission, name].flatMap(({ status, body }) => [
      status,
      ...body.errors.map(({ path, code }: Record<string, string>) => `${path} ${code}`),
    ]);
    const short = ["/title", "/description", "/skills/0"].map((path) => `${path} too_short`);
    expect(refused).toEqual([400, ...short, 400, "/displayName too_short"]);
  });

  test("what is written with such characters between its letters stays as it is", async () => {
    for (const title of [
      "می\u200cخواهم",
      "👩\u200d👩\u200d👧 garde",
      "नमस्ते",
      "e\u0301tage".normalize("NFC"),
      "co\u00adopérative",
    ]) {
      const { status, body } = await client.post("/missions", missionInput({ title, publish: false }));
      expect([status, body.title]).toEqual([201, title]);
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
