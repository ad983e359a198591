import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, type Person, person } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: "on", RATE_LIMIT_GLOBAL: "10000/60" }, { jobs: true });
});
afterAll(() => server.close());

const ask = (who: Person) => who.post("/me/export", { password: PASSWORD });
const latest = async (who: Person) => (await who.get("/me/export")).body.export;

async function ready(who: Person): Promise<string> {
  const { status, body } = await ask(who);
  expect([status, body.here]).toEqual([202, true]);
  await expect.poll(async () => (await latest(who)).state, { timeout: 30_000 }).toBe("ready");
  return body.id;
}

test("who has only the session gets no archive made: the password is asked for", async () => {
  const ada = await person(server);
  expect((await ada.post("/me/export", {})).status).toBe(400);
  expect((await ada.post("/me/export", { password: "une autre phrase de passe" })).body.code).toBe(
    "invalid_credentials",
  );
  expect(await latest(ada)).toBeNull();
});

test("who asked is told once it is ready", async () => {
  const ada = await person(server, "Ada Lovelace");
  await ready(ada);
  const { items } = (await ada.get("/me/notifications")).body;
  expect(items).toMatchObject([{ kind: "export_ready" }]);
});

test("of two who take it at once one gets it, whole, to be kept by no cache; later there is nothing left", async () => {
  const ada = await person(server, "Ada Lovelace");
  const id = await ready(ada);
  const head = await fetch(`${server.url}/api/v1/me/export/${id}`, {
    method: "HEAD",
    headers: { authorization: `Bearer ${ada.token}` },
  });
  expect(head.status).toBe(202);
  const answers = await Promise.all([ada.get(`/me/export/${id}`), ada.get(`/me/export/${id}`)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  const archive = answers.find(({ status }) => status === 200);
  expect(archive?.headers.get("cache-control")).toBe("no-store");
  expect(archive?.headers.get("content-disposition")).toMatch(
    /^attachment; filename="swideal-[\d-]+\.json"$/,
  );
  expect(archive?.body).toMatchObject({ format: "swideal-personal-data", version: 1, userId: ada.userId });
  await expect
    .poll(() => server.sql("select 1 from data_export_parts where export_id = $1", [id]), { timeout: 10_000 })
    .toEqual([]);
  expect((await latest(ada)).state).toBe("taken");
  const actions = await server.sql<{ action: string }>(
    "select action from audit_entries where actor_id = $1 and action like 'privacy.%' order by at",
    [ada.userId],
  );
  expect(actions.map(({ action }) => action)).toEqual(["privacy.export", "privacy.take_export"]);
});

test("another session of the same account is refused it, and another account finds nothing", async () => {
  const ada = await person(server);
  const id = await ready(ada);
  const { body } = await server.api.post("/auth/login", { email: ada.email, password: PASSWORD });
  const elsewhere = await server.api.get(`/me/export/${id}`, { token: body.accessToken });
  expect([elsewhere.status, elsewhere.body.code]).toEqual([403, "forbidden"]);
  const seen = await server.api.get("/me/export", { token: body.accessToken });
  expect(seen.body.export).toMatchObject({ state: "ready", here: false });
  expect((await (await person(server)).get(`/me/export/${id}`)).status).toBe(404);
  expect((await ada.get(`/me/export/${id}`)).status).toBe(200);
});

test("one that nobody has taken is gone after a day", async () => {
  const ada = await person(server);
  const id = await ready(ada);
  await server.sql("update data_exports set expires_at = now() - interval '1 second' where id = $1", [id]);
  expect((await ada.get(`/me/export/${id}`)).status).toBe(404);
  expect(await latest(ada)).toBeNull();
});

test("a download that breaks off can be made again", async () => {
  const ada = await person(server);
  await server.sql(
    "insert into notifications (user_id, kind, service, delivery) select $1, 'award_won', true, 'none' from generate_series(1, 60000)",
    [ada.userId],
  );
  const id = await ready(ada);
  const take = (signal: AbortSignal | null = null) =>
    fetch(`${server.url}/api/v1/me/export/${id}`, {
      headers: { authorization: `Bearer ${ada.token}` },
      signal,
    });
  const stop = new AbortController();
  const begun = await take(stop.signal);
  await begun.body?.getReader().read();
  stop.abort();
  await expect.poll(async () => (await latest(ada)).state, { timeout: 10_000 }).toBe("ready");
  const again = await take();
  expect(again.status).toBe(200);
  expect((await again.text()).length).toBeGreaterThan(10_000_000);
});

test("asked for again while it is being made it is the same one, and a new one takes the place of one that was made", async () => {
  const ada = await person(server);
  const [one, other] = await Promise.all([ask(ada), ask(ada)]);
  expect([one.status, other.status]).toEqual([202, 202]);
  const rows = () =>
    server.sql<{ id: string }>("select id from data_exports where user_id = $1", [ada.userId]);
  expect(await rows()).toHaveLength(1);
  await expect.poll(async () => (await latest(ada)).state, { timeout: 30_000 }).toBe("ready");
  const [before] = await rows();
  expect((await ask(ada)).status).toBe(202);
  expect((await rows()).map(({ id }) => id)).not.toContain(before?.id);
});

test("a fourth one in a day is refused, a wrong password counts for nothing, and no key leads around it", async () => {
  const ada = await person(server);
  await ada.post("/me/export", { password: "une autre phrase de passe" });
  for (let n = 0; n < 3; n++) expect((await ask(ada)).status).toBe(202);
  expect((await ask(ada)).body.code).toBe("rate_limited");
  const withKey = { headers: { "idempotency-key": "encore" } };
  const answer = await ada.post("/me/export", { password: PASSWORD }, withKey);
  expect(answer.body.code).toBe("rate_limited");
});
