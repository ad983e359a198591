import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missionInput, moderator, offerInput, type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let client: Person;
let provider: Person;
let admin: Person;
beforeAll(async () => {
  server = await startTestServer();
  client = await person(server);
  provider = await person(server, "Paul");
  admin = await moderator(server);
  await server.sql("update users set roles = roles || '{admin}' where id = $1", [admin.userId]);
});
afterAll(() => server.close());

const q = (path: string, text: string) =>
  `${path}${path.includes("?") ? "&" : "?"}q=${encodeURIComponent(text)}`;

describe("what people search for is text, never a language of the database", () => {
  const SIGNS = [
    "%",
    "_",
    "\\",
    "'",
    "''",
    "|",
    "&",
    "!",
    "(",
    ")",
    ":*",
    "<->",
    "<2>",
    "*",
    ".*",
    "[a-z]+",
    "^",
    "$",
    "?",
    "--",
    ";",
    "$1",
    "{}",
    "~",
    "\\y",
  ];

  test("signs of tsquery, LIKE and regular expressions change nothing of what a search finds", async () => {
    await client.post("/missions", missionInput({ title: "Reprendre la zinguerie d'un pavillon" }));
    const titles = async (text: string) => {
      const { status, body } = await server.api.get(q("/missions?sort=newest", text));
      return [status, body.items.map(({ title }: { title: string }) => title)];
    };
    const plain = await titles("zinguerie pavillon");
    expect(plain).toEqual([200, ["Reprendre la zinguerie d'un pavillon"]]);
    for (const sign of SIGNS) {
      expect([sign, await titles(`${sign} zinguerie ${sign} pavillon ${sign}`)]).toEqual([sign, plain]);
      expect([sign, await titles(`zinguerie ${sign} pavillon`)]).toEqual([sign, plain]);
    }
    for (const nothing of [
      "zing%",
      "zing:*",
      "zing.*",
      "zinguerie & !pavillon | absent".slice(0, 5),
      "_inguerie",
      "[z]inguerie",
    ]) {
      expect([nothing, (await titles(nothing))[0]]).toEqual([nothing, 200]);
    }
  });

  test("nor of the communes that are found", async () => {
    const names = async (text: string) => {
      const { status, body } = await server.api.get(q("/places", text));
      return [status, body.items.map(({ inseeCode }: { inseeCode: string }) => inseeCode)];
    };
    const plain = await names("villeurbanne");
    expect(plain).toEqual([200, ["69266"]]);
    for (const sign of SIGNS.filter((one) => !/[a-z0-9]/.test(one))) {
      expect([sign, await names(`${sign}villeurbanne${sign}`)]).toEqual([sign, plain]);
      expect([sign, await names(sign)]).toEqual([sign, [200, []]]);
    }
    expect(await names("%eurbanne")).toEqual([200, []]);
  });

  test("an account is found by the signs of its name, which stand for nothing else", async () => {
    const marks = ["100%_sûr", "a\\b", "x'y", "(z|w)*"];
    for (const name of marks) await person(server, name);
    const found = async (text: string) => {
      const { status, body } = await admin.get(q("/admin/users?limit=100", text));
      return [status, body.items.map(({ displayName }: { displayName: string }) => displayName)];
    };
    for (const name of marks) expect([name, await found(name)]).toEqual([name, [200, [name]]]);
    expect(await found("1__%_s")).toEqual([200, []]);
    expect(await found("(z|w)")).toEqual([200, ["(z|w)*"]]);
    expect(await found("z.w")).toEqual([200, []]);
  });

  test("suggestions take any sign", async () => {
    for (const sign of SIGNS) expect((await server.api.get(q("/missions/suggest", sign))).status).toBe(200);
  });
});

describe("text comes back as typed, byte for byte in NFC", () => {
  const TYPED = "L'équipe d'Élodie & Cie <3 x<y>z &amp; \"cité\" 25 % \\o/ $1 👩‍👩‍👧 ﷺ A\u030a";
  const STORED = TYPED.normalize("NFC");

  test("in a mission, its skills, its addendum, an offer and a name", async () => {
    const title = TYPED;
    const created = await client.post(
      "/missions",
      missionInput({ title, description: `${TYPED}\n\t${TYPED}`, skills: [TYPED.slice(0, 50)] }),
    );
    expect(created.body).toMatchObject({
      title: STORED,
      description: `${STORED}\n\t${STORED}`,
      skills: [TYPED.slice(0, 50).normalize("NFC")],
    });
    const { id } = created.body;
    await client.post(`/missions/${id}/addenda`, { text: TYPED });
    await provider.post(`/missions/${id}/offers`, offerInput(90_000, { message: TYPED }));
    await client.patch("/me", { displayName: TYPED });
    const seen = await client.get(`/missions/${id}`);
    expect(seen.body).toMatchObject({
      title: STORED,
      addenda: [{ text: STORED }],
      client: { displayName: STORED },
    });
    const offers = await client.get(`/missions/${id}/offers`);
    expect(offers.body.items[0].message).toBe(STORED);
    // The bytes that travel, not what a parser makes of them.
    expect(seen.text).toContain(JSON.stringify(STORED).slice(1, -1));
    const [row] = await server.sql("select title from missions where id = $1", [id]);
    expect(row?.title).toBe(STORED);
  });
});

describe("one reader of JSON and of addresses: what is checked is what is done", () => {
  const create = (raw: string | Buffer, headers = {}) =>
    server.api.request("POST", "/api/v1/missions", { raw, token: client.token, headers });
  const description = '"description": "Une description assez longue"';

  test("of a key that comes twice the last value is checked, stored and answered", async () => {
    const good = await create(`{"title": "x", ${description}, "title": "Le second titre"}`);
    expect([good.status, good.body.title]).toEqual([201, "Le second titre"]);
    const [row] = await server.sql("select title from missions where id = $1", [good.body.id]);
    expect(row?.title).toBe("Le second titre");
    const bad = await create(`{"title": "Le premier titre", ${description}, "title": "x"}`);
    expect([bad.status, bad.body.errors]).toMatchObject([400, [{ path: "/title", code: "too_short" }]]);
    const escaped = await create(`{"title": "Le premier titre", ${description}, "\\u0074itle": "x"}`);
    expect(escaped.status).toBe(400);
  });

  test("a parameter that comes twice, or with brackets, is refused or passed over, never half read", async () => {
    await client.post("/missions", missionInput());
    for (const twice of ["limit=1&limit=2", "sort=newest&sort=hot", "budgetMin=1&budgetMin=x"]) {
      expect([twice, (await server.api.get(`/missions?${twice}`)).status]).toEqual([twice, 400]);
    }
    const one = await server.api.get("/missions?limit=1&limit[]=50&limit%5B%5D=60");
    expect([one.status, one.body.items.length]).toEqual([200, 1]);
  });

  test("another charset in the Content-Type changes nothing of how the bytes are read", async () => {
    const body = JSON.stringify({ title: "Un été à Élancourt", description: "Une description assez longue" });
    for (const charset of ["utf-8", "iso-8859-1", "utf-7", "nonsense"]) {
      const { status, body: answer } = await create(body, {
        "content-type": `application/json; charset=${charset}`,
      });
      expect([charset, status === 415 || answer.title === "Un été à Élancourt"]).toEqual([charset, true]);
    }
    const utf16 = await create(Buffer.from(body, "utf16le"));
    expect([utf16.status, utf16.body.code]).toEqual([400, "malformed_json"]);
  });

  test("bytes that are no UTF-8 do not become other text", async () => {
    const raw = Buffer.concat([
      Buffer.from('{"title": "Un titre '),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`", ${description}}`),
    ]);
    const { status, body } = await create(raw);
    expect([status, body.code]).toEqual([400, "malformed_json"]);
  });
});
