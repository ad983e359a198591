import { afterAll, beforeAll, expect, test } from "vitest";
import {
  mailsTo,
  newAddress,
  registration,
  tokenIn,
} from "../../src/server/features/accounts/testing/account-fixtures.ts";
import { createUnsubscribeTokens } from "../../src/server/features/notifications/unsubscribe-token.ts";
import { found, invite } from "../../src/server/features/organisations/testing/organisation-fixtures.ts";
import { deriveKeys } from "../../src/server/platform/secrets.ts";
import { type Person, person } from "../support/people.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const lines: string[] = [];
let server: TestServer;
let owner: Person;
beforeAll(async () => {
  server = await startTestServer(
    { LOG_LEVEL: "trace" },
    { jobs: true, onLogLine: (line) => void lines.push(line) },
  );
  owner = await person(server, "Élodie Ferrand");
});
afterAll(() => server.close());

/** Asked in every way, once as it is and once with a fault in it. */
async function useEverywhere(paths: readonly string[], bodies: readonly [string, Record<string, string>][]) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  for (const path of paths)
    for (const method of ["GET", "HEAD", "POST", "PUT"])
      for (const url of [path, `${path}/`, `${path}x`, `${path}%00`])
        await fetch(server.url + url, {
          method,
          redirect: "manual",
          headers,
          ...(method.startsWith("P") && { body: "List-Unsubscribe=One-Click" }),
        });
  for (const [path, body] of bodies)
    for (const authorization of [undefined, `Bearer ${owner.token}`])
      for (const token of [body.token, `${body.token}x`])
        await fetch(`${server.url}/api/v1${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", ...(authorization && { authorization }) },
          body: JSON.stringify({ ...body, token }),
        });
}

test("no token of an address or a mail stands in the log, at whatever level, though its request fails", async () => {
  const { body: calendar } = await owner.post("/me/calendar");
  const keys = deriveKeys(server.resources.secrets.appKeys, "unsubscribe");
  const unsubscribe = createUnsubscribeTokens(keys).make({ userId: owner.userId, scope: "price_beaten" });
  const invitation = await invite(server, owner, await found(owner), newAddress());
  const { email, password } = registration();
  await server.api.post("/auth/register", { email, password, displayName: "Paul" });
  await server.api.post("/auth/password/forgot", { email });
  const reset = tokenIn((await mailsTo(server, email, 1)).at(-1) as string);
  const { pathname } = new URL(calendar.url);
  const secrets = {
    calendar: pathname.split("/").at(-1)?.split(".")[0] ?? "",
    unsubscribe,
    invitation,
    reset,
  };

  const use = () =>
    useEverywhere(
      [`/api/v1/unsubscribe/${unsubscribe}`, pathname],
      [
        ["/invitations/read", { token: invitation }],
        ["/auth/password/reset", { token: reset, password: "une autre phrase de passe" }],
        ["/auth/email/verify", { token: reset }],
      ],
    );
  await use();
  // What each of them asks for is not there: faults of the program's own, which it logs with their whole text.
  const tables = ["notification_preferences", "calendars", "invitations", "mail_tokens"];
  for (const table of tables) await server.sql(`alter table ${table} rename to away_${table}`);
  const before = lines.length;
  await use();
  for (const table of tables) await server.sql(`alter table away_${table} rename to ${table}`);
  expect(lines.slice(before).filter((line) => line.includes("does not exist")).length).toBeGreaterThan(3);
  for (const [name, secret] of Object.entries(secrets)) {
    expect([name, secret]).toEqual([name, expect.stringMatching(/^[\w-]{20,}$/)]);
    expect([name, ...lines.filter((line) => line.includes(secret))]).toEqual([name]);
  }
});
