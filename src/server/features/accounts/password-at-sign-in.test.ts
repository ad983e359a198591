import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { findAccount } from "./account-queries.ts";
import { passwordStillFits, renewHash } from "./password-at-sign-in.ts";
import { createPasswordHashing } from "./password-hashing.ts";
import { PASSWORD, register, signIn } from "./testing/account-fixtures.ts";

const NEXT = "deux chats gris sous la pluie";
const weaker = createPasswordHashing({ memoryKib: 1_024, passes: 1 });
const today = createPasswordHashing();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
});
afterAll(() => server.close());

const hashOf = async (id: string) => {
  const [row] = await server.sql<{ hash: string }>("select password_hash as hash from users where id = $1", [
    id,
  ]);
  return row?.hash ?? "";
};
const keep = (id: string, hash: string) =>
  server.sql("update users set password_hash = $2 where id = $1", [id, hash]);

describe("a hash that was made at a lower cost", () => {
  it("is made anew at the next sign-in with the right password", async () => {
    const { id, email } = await register(server);
    await keep(id, await weaker.hash(PASSWORD));
    await server.api.post("/auth/login", { email, password: NEXT });
    expect(await hashOf(id)).toContain("m=1024,t=1");
    await signIn(server, email);
    expect(await hashOf(id)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await signIn(server, email);
  });

  it("stays as it is at the cost of today", async () => {
    const { id, email } = await register(server);
    const before = await hashOf(id);
    await signIn(server, email);
    expect(await hashOf(id)).toBe(before);
  });

  it("lets two sign in at once", async () => {
    const { id, email } = await register(server);
    await keep(id, await weaker.hash(PASSWORD));
    await Promise.all([signIn(server, email), signIn(server, email), signIn(server, email)]);
    expect(today.isOutdated(await hashOf(id))).toBe(false);
  });

  it("does not come back over a password that was changed meanwhile", async () => {
    const { id } = await register(server);
    await keep(id, await weaker.hash(PASSWORD));
    const account = await findAccount(server.resources.database.writer, id);
    if (account === null) throw new Error("nobody");
    const changed = await today.hash(NEXT);
    await keep(id, changed);
    await renewHash(server.resources.database, today, account, PASSWORD);
    expect(await hashOf(id)).toBe(changed);
  });
});

it("a password that was found right and then changed fits no longer", async () => {
  const { database } = server.resources;
  const { id } = await register(server);
  const account = await findAccount(database.writer, id);
  if (account === null) throw new Error("nobody");
  const fits = () => database.transaction((tx) => passwordStillFits(tx, today, account, PASSWORD));
  expect(await fits()).toBe(true);
  await keep(id, await weaker.hash(PASSWORD));
  expect(await fits()).toBe(true);
  await keep(id, await today.hash(NEXT));
  expect(await fits()).toBe(false);
});
