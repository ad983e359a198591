import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sample } from "../../../../tests/support/depth.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { newAddress, PASSWORD, registerConfirmed, registration } from "./testing/account-fixtures.ts";
import { rankTestProbability } from "./testing/rank-test.ts";

/** Of each kind; a hash that is left out shows among far fewer. */
const MANY = sample(150, 500);
const WRONG = "ce n'est pas la bonne phrase";

let server: TestServer;
let known: string[];
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "required" }, { jobs: true });
  const { id } = await registerConfirmed(server);
  known = Array.from({ length: MANY }, newAddress);
  await server.sql(
    `with address as (
       select uuid_v7() as party, email from unnest($2::text[]) as email
     ), party as (
       insert into parties (id, display_name) select party, 'Quelqu’un' from address returning id
     )
     insert into users (party_id, email, email_key, email_verified_at, password_hash, roles)
     select party.id, email, email, clock_timestamp(), (select password_hash from users where id = $1), '{client}'
     from party join address on address.party = party.id`,
    [id, known],
  );
});
afterAll(() => server.close());

interface Seen {
  readonly milliseconds: number;
  /** All that an answer says, but for the number of the request. */
  readonly said: string;
}

async function ask(path: string, body: unknown, token?: string): Promise<Seen> {
  const start = performance.now();
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const milliseconds = performance.now() - start;
  const names = [...response.headers.keys()].sort().join();
  return { milliseconds, said: `${response.status} ${names} ${text.replace(/"requestId":"[^"]+"/, "")}` };
}

/** Asks for known and unknown addresses in an order by chance, `parallel` at a time. */
async function compare(count: number, parallel: number, one: (email: string) => Promise<Seen>) {
  const questions = [
    ...known.slice(0, count).map((email) => ({ email, isKnown: true })),
    ...Array.from({ length: count }, () => ({ email: newAddress(), isKnown: false })),
  ];
  const order = questions.map((question) => ({ question, at: Math.random() })).sort((a, b) => a.at - b.at);
  const waiting = order.map(({ question }) => question);
  const seen = { known: [] as Seen[], unknown: [] as Seen[] };
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      seen[next.isKnown ? "known" : "unknown"].push(await one(next.email));
    }
  };
  // What is done for the first time takes longer, for whichever address.
  for (let round = 0; round < 5; round++) await one(newAddress());
  await Promise.all(Array.from({ length: parallel }, work));
  const said = (kind: readonly Seen[]) => [...new Set(kind.map((answer) => answer.said))];
  const times = (kind: readonly Seen[]) => kind.map(({ milliseconds }) => milliseconds);
  return {
    said: { known: said(seen.known), unknown: said(seen.unknown) },
    probability: rankTestProbability(times(seen.known), times(seen.unknown)),
  };
}

// By chance alone one in a thousand comparisons looks like a difference; a real one does so each time.
describe("nobody learns whether an address is known", { retry: 1, timeout: 300_000 }, () => {
  it("from a sign-in with a wrong password: known and unknown addresses get one answer, and times not told apart", async () => {
    const { said, probability } = await compare(MANY, 3, (email) =>
      ask("/auth/login", { email, password: WRONG }),
    );
    expect(said.known).toHaveLength(1);
    expect(said.known[0]).toMatch(/^401 .*"invalid_credentials"/);
    expect(said.unknown).toEqual(said.known);
    expect(probability).toBeGreaterThan(0.001);
  });

  it("from a forgotten password: known and unknown addresses get one answer, and times not told apart", async () => {
    const { said, probability } = await compare(MANY, 6, (email) => ask("/auth/password/forgot", { email }));
    expect(said.known).toEqual([expect.stringMatching(/^202 .*\{"verification":"sent"\}$/)]);
    expect(said.unknown).toEqual(said.known);
    expect(probability).toBeGreaterThan(0.001);
  });

  it("from asking for another mail: known and unknown addresses get one answer, and times not told apart", async () => {
    const { said, probability } = await compare(100, 4, (email) => ask("/auth/email/resend", { email }));
    expect(said.known).toEqual([expect.stringMatching(/^202 .*\{"verification":"sent"\}$/)]);
    expect(said.unknown).toEqual(said.known);
    expect(probability).toBeGreaterThan(0.001);
  });

  it("from a registration: known and unknown addresses get one answer, and times not told apart", async () => {
    const { said, probability } = await compare(100, 4, (email) =>
      ask("/auth/register", registration({ email })),
    );
    expect(said.known).toEqual([expect.stringMatching(/^202 .*\{"verification":"sent"\}$/)]);
    expect(said.unknown).toEqual(said.known);
    expect(probability).toBeGreaterThan(0.001);
  });

  it("from a change of address: known and unknown addresses get one answer, and times not told apart", async () => {
    const { token } = await registerConfirmed(server);
    const { said, probability } = await compare(100, 1, (email) =>
      ask("/me/email", { password: PASSWORD, email }, token),
    );
    expect(said.known).toEqual([expect.stringMatching(/^202 .*\{"verification":"sent"\}$/)]);
    expect(said.unknown).toEqual(said.known);
    expect(probability).toBeGreaterThan(0.001);
  });

  it("from a sign-in where the hash is older and was made at a lower cost", async () => {
    await server.sql("update users set password_hash = $1 where email = any($2)", [
      "$argon2id$v=19$m=1024,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2hzb21laGFzaHNvbWVoYXNoc29tZWhhc2g",
      known.slice(0, MANY / 2),
    ]);
    const { said, probability } = await compare(MANY / 2, 3, (email) =>
      ask("/auth/login", { email, password: WRONG }),
    );
    expect(said.unknown).toEqual(said.known);
    expect(probability).toBeGreaterThan(0.001);
  });
});
