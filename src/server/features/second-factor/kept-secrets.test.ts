import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { createSealing } from "../../platform/sealing.ts";
import { deriveKeys } from "../../platform/secrets.ts";
import { PASSWORD, type Person, register } from "../accounts/testing/account-fixtures.ts";
import { resealSecrets } from "./second-factor-jobs.ts";
import { enableSecondFactor } from "./testing/second-factor-fixtures.ts";

const [OLD_KEY, NEW_KEY] = [randomBytes(32).toString("base64url"), randomBytes(32).toString("base64url")];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    EMAIL_VERIFICATION: "off",
    PUBLIC_URL: "http://swideal.example",
    APP_KEYS: OLD_KEY,
  });
});
afterAll(() => server.close());

const login = (on: TestServer, { email }: Person, totp: string) =>
  on.api.post("/auth/login", { email, password: PASSWORD, totp });

it("neither a secret nor a code lies readable in any table, the audit log and kept answers included", async () => {
  const person = await register(server);
  const headers = { "idempotency-key": "once" };
  const token = person.token;
  await server.api.post("/me/totp", { password: PASSWORD }, { token, headers });
  const factor = await enableSecondFactor(server, person);
  const code = await factor.code();
  const used = factor.recoveryCodes[0] ?? "";
  expect((await login(server, person, code)).status).toBe(200);
  expect((await login(server, person, code)).status).toBe(401);
  expect((await login(server, person, used)).status).toBe(200);
  expect((await login(server, person, used)).status).toBe(401);

  const tables = await server.sql<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace",
  );
  let kept = "";
  for (const { name } of tables) {
    const rows = await server.sql<{ row: string }>(`select t::text as row from ${name} t`);
    kept += rows.map(({ row }) => row).join("\n");
  }
  expect(kept).toContain(person.id);
  const secrets = [
    factor.secret,
    ...factor.recoveryCodes,
    ...factor.recoveryCodes.map((c) => c.replaceAll("-", "")),
  ];
  for (const secret of secrets) {
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString("hex"));
    expect(kept).not.toContain(Buffer.from(secret).toString("base64"));
  }
  const changes = await server.sql<{ text: string }>("select changes::text as text from audit_details");
  expect(JSON.stringify(changes)).not.toContain(code);
});

it("a secret sealed under an old key still opens, and is soon under the new one, so that the old can go", async () => {
  const person = await register(server);
  const factor = await enableSecondFactor(server, person);
  const rotated = await server.another({ APP_KEYS: `${NEW_KEY},${OLD_KEY}` });
  const fresh = await server.another({ APP_KEYS: NEW_KEY });
  try {
    expect((await login(rotated, person, await factor.code())).status).toBe(200);
    const sealing = createSealing(deriveKeys([NEW_KEY, OLD_KEY], "sealing"));
    await resealSecrets({ database: rotated.resources.database, sealing });
    await factor.forgetUse();
    expect((await login(fresh, person, await factor.code())).status).toBe(200);
    const [row] = await server.sql<{ others: number }>(
      "select count(*) as others from totp_secrets where substring(sealed_secret from 1 for 4) <> $1",
      [sealing.currentKeyId],
    );
    expect(row?.others).toBe(0);
  } finally {
    await fresh.close();
    await rotated.close();
  }
});
