import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { PASSWORD } from "../../../../tests/support/people.ts";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { Email } from "../../http/common-contract.ts";
import { emailKey } from "./account.ts";

const taken = (email: string) => Email.safeParse(email).success;

describe("an address is taken as RFC 5321 and RFC 6531 allow", () => {
  it.each([
    "contact@société.fr",
    "contact@xn--socit-esab.fr",
    "élodie.ferrand@société.fr",
    "用户@例え.テスト",
    "anna&bert@example.org",
    "hourra!@example.org",
    "a=b@example.org",
    "!#$%&'*+-/=?^_`{|}~@example.org",
    "x@sous-domaine.exemple.pizza",
    "e\u0301lodie@socie\u0301te\u0301.fr",
    `${"a".repeat(64)}@example.org`,
  ])("%s", (email) => expect(taken(email)).toBe(true));

  it.each([
    "contact",
    "@example.org",
    "a@b@example.org",
    "a@localhost",
    "a@127.0.0.1",
    "a@1.0x7f",
    "a@[127.0.0.1]",
    '"a b"@example.org',
    "a b@example.org",
    "a..b@example.org",
    ".a@example.org",
    "a.@example.org",
    "a@-example.org",
    "a@example-.org",
    "a@exa_mple.org",
    "a@example..org",
    "a@example.org.",
    "a@xn--.org",
    `${"a".repeat(65)}@example.org`,
    `${"é".repeat(33)}@example.org`,
    `a@${"b".repeat(64)}.org`,
    `a@${"é".repeat(60)}.org`,
    "a\r\nBcc: b@example.org",
    "a@example.org\r\nBcc: b@example.org",
    "a@example.org, b@example.org",
    "a\u0000@example.org",
    "a\u200b@example.org",
    "<a@example.org>",
  ])("but not %j", (email) => expect(taken(email)).toBe(false));

  it("has one key in each of its writings", () => {
    for (const [one, ...others] of [
      [
        "Contact@Société.fr",
        "contact@xn--socit-esab.fr",
        "CONTACT@XN--SOCIT-ESAB.FR",
        "contact@socie\u0301te\u0301.fr",
      ],
      ["ÉLODIE@example.org", "élodie@example.org", "e\u0301lodie@EXAMPLE.ORG"],
    ] as [string, ...string[]][]) {
      for (const other of others) expect(emailKey(other)).toBe(emailKey(one));
    }
    expect(emailKey("a.b@example.org")).not.toBe(emailKey("ab@example.org"));
    expect(emailKey("anything at all")).toBe("anything at all");
  });
});

describe("on the running server", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test("it comes back as it was typed, opens one account alone, and any of its writings signs in", async () => {
    const account = { email: "Contact@société.fr", password: PASSWORD, displayName: "Élodie Ferrand" };
    const opened = await server.api.post("/auth/register", account);
    expect([opened.status, opened.body.user?.email]).toEqual([201, "Contact@société.fr"]);
    for (const email of ["contact@xn--socit-esab.fr", "CONTACT@SOCIÉTÉ.FR"]) {
      const again = await server.api.post("/auth/register", { ...account, email });
      expect([again.status, again.body.code]).toEqual([409, "email_taken"]);
      const signedIn = await server.api.post("/auth/login", { email, password: PASSWORD });
      expect([signedIn.status, signedIn.body.user?.email]).toEqual([200, "Contact@société.fr"]);
    }
  });
});
