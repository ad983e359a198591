import { afterAll, beforeAll, expect, it } from "vitest";
import { testEmit } from "../../../../tests/support/emit.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { systemActor } from "../../core/actor.ts";
import { ensureUser } from "./ensure-user.ts";
import { createPasswordHashing } from "./password-hashing.ts";
import { newAddress, PASSWORD, register, signIn } from "./testing/account-fixtures.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ EMAIL_VERIFICATION: "off" });
});
afterAll(() => server.close());

const ensure = (email: string, roles: readonly ("client" | "provider" | "admin")[]) =>
  ensureUser(
    { database: server.resources.database, hashing: createPasswordHashing(), emit: testEmit },
    systemActor("admin create", "test"),
    { email, displayName: "Administration", roles },
  );

it("a new administrator signs in with the password that was shown once", async () => {
  const email = newAddress();
  const { userId, password } = await ensure(email, ["admin"]);
  expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){4}$/);
  const { token } = await signIn(server, email, password ?? "");
  expect((await server.api.get("/me", { token })).body).toMatchObject({
    id: userId,
    roles: ["admin"],
    emailVerified: true,
  });
});

it("passwords differ", async () => {
  const [one, other] = [await ensure(newAddress(), ["client"]), await ensure(newAddress(), ["client"])];
  expect(one.password).not.toBe(other.password);
});

it("who has a confirmed account keeps the password and gets the role, at once in running sessions", async () => {
  const person = await register(server);
  await server.sql("update users set email_verified_at = clock_timestamp() where id = $1", [person.id]);
  const ensured = await ensure(person.email.toUpperCase(), ["admin", "client"]);
  expect(ensured).toEqual({ userId: person.id, partyId: person.partyId, password: null });
  const { body } = await server.api.get("/me", { token: person.token });
  expect([...body.roles].sort()).toEqual(["admin", "client", "provider"]);
  await signIn(server, person.email, PASSWORD);
});

it("who only claimed the address loses it to its owner", async () => {
  const squatter = await register(server);
  const { userId, password } = await ensure(squatter.email, ["admin"]);
  expect(userId).toBe(squatter.id);
  expect((await server.api.get("/me", { token: squatter.token })).status).toBe(401);
  const refresh = await server.api.post("/auth/refresh", undefined, { headers: { cookie: squatter.cookie } });
  expect(refresh.status).toBe(401);
  expect((await server.api.post("/auth/login", { email: squatter.email, password: PASSWORD })).status).toBe(
    401,
  );
  await signIn(server, squatter.email, password ?? "");
});
