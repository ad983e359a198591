import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, secretsAsEnvironment, type TestDatabase } from "../../tests/support/server.ts";
import { addressesOf, commandLine, expectOneLine } from "./testing/command-line.ts";

let dataDir: string;
const { begin, swideal, killAll } = commandLine(() => dataDir);

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "swideal-start-"));
});
afterEach(async () => {
  killAll();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

// A first start makes a database and loads the demonstration.
test("says where it listens and how to sign in; stops cleanly; the same sign-in holds the next time", {
  timeout: 480_000,
}, async () => {
  const first = begin(["start"]);
  const [, port] = await first.says(/listens on http:\/\/localhost:(\d+)/);
  const [, email, password] = await first.says(/^ {2}(cliente@\S+) +(\S+)$/m);
  await first.says(/Ctrl-C/);
  const url = `http://127.0.0.1:${port}`;
  const feed = await (await fetch(`${url}/api/v1/missions?limit=100`)).json();
  expect(feed.items).toHaveLength(100);
  const page = await fetch(url, { headers: { accept: "text/html" } });
  expect(await page.text()).toContain(feed.items[0].title);
  const signIn = () =>
    fetch(`${url}/api/v1/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
  const { accessToken } = await (await signIn()).json();
  const own = await fetch(`${url}/api/v1/me/missions`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect((await own.json()).items.length).toBeGreaterThan(5);
  for (const file of ["secrets.json", "demo-accounts.json"]) {
    expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
  }
  // While it runs, a command uses its database, and a second start is refused in one line.
  expect((await swideal(["migrate", "--check"])).code).toBe(0);
  const rival = await swideal(["start"]);
  expect(rival.code).toBe(1);
  expectOneLine(rival.errors);
  first.child.kill("SIGTERM");
  expect((await first.ended).code).toBe(0);

  const second = begin(["start"]);
  expect((await second.says(/^ {2}(cliente@\S+) +(\S+)$/m))[2]).toBe(password);
  await second.says(/Ctrl-C/);
  second.child.kill("SIGINT");
  expect((await second.ended).code).toBe(0);
});

describe("start, on a database of the operator's", { timeout: 480_000 }, () => {
  let database: TestDatabase;
  const secrets = secretsAsEnvironment();
  const environment = () => ({ ...secrets, ...addressesOf(database), EMAIL_VERIFICATION: "off" });
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test("ends with one line that names each wrong line of the operator's synonyms, and starts once they are right", async () => {
    await writeFile(join(dataDir, "synonyms.txt"), "# ours\nvelux => fenêtre de toit\nvélo\na => b => c\n");
    const refused = await swideal(["start"], environment());
    expect([refused.code, refused.output]).toEqual([1, expect.not.stringContaining("listens")]);
    const told = refused.errors.trim().split("\n").at(-1);
    expect(told).toMatch(
      /^swideal: \S*synonyms\.txt:3: a group needs .+; \S*synonyms\.txt:4: more than one =>\. Put /,
    );
    expect(refused.errors).not.toMatch(/\n\s+at /);
    await writeFile(join(dataDir, "synonyms.txt"), "vélo, bécane\n");
    const started = begin(["start"], environment());
    await started.says(/listens on/);
    started.child.kill("SIGTERM");
    expect((await started.ended).code).toBe(0);
  });

  test("a port that is taken is said in one line", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const refused = await swideal(["start"], { ...environment(), PORT: String(port) });
    other.close();
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining(`port ${port} is taken`)]);
    expectOneLine(refused.errors);
  });
});
