import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../../../../tests/support/server.ts";
import { startSmtpServer, type TestSmtpServer } from "../../../../tests/support/smtp-server.ts";
import {
  newAddress,
  PASSWORD,
  registerConfirmed,
  registration,
  tokenIn,
} from "./testing/account-fixtures.ts";

const NEXT = "deux chats gris sous la pluie";

let smtp: TestSmtpServer;
let server: TestServer;
beforeAll(async () => {
  smtp = await startSmtpServer();
  server = await startTestServer(
    {
      EMAIL_VERIFICATION: "required",
      PUBLIC_URL: "https://swideal.example",
      SMTP_URL: `smtp://127.0.0.1:${smtp.port}?from=bonjour@swideal.example`,
    },
    { jobs: true },
  );
});
afterAll(async () => {
  await server.close();
  await smtp.close();
});

/** The nth mail that the SMTP server got for an address, with soft line breaks taken out. */
async function received(address: string, count = 1): Promise<string> {
  for (;;) {
    const mails = smtp.received.filter(({ recipients }) => recipients.includes(address));
    const mail = mails[count - 1];
    if (mail !== undefined) return mail.raw.replace(/=\r\n/g, "").replaceAll("=3D", "=");
    await wait(50);
  }
}

describe("through an SMTP server", () => {
  it("an address is confirmed, a password replaced and an address changed", async () => {
    const asked = registration();
    await server.api.post("/auth/register", asked);
    const confirmation = tokenIn(await received(asked.email));
    expect((await server.api.post("/auth/email/verify", { token: confirmation })).status).toBe(204);

    await server.api.post("/auth/password/forgot", { email: asked.email });
    const token = tokenIn(await received(asked.email, 2));
    expect((await server.api.post("/auth/password/reset", { token, password: NEXT })).status).toBe(204);
    await received(asked.email, 3);

    const login = await server.api.post("/auth/login", { email: asked.email, password: NEXT });
    const email = newAddress();
    await server.api.post("/me/email", { password: NEXT, email }, { token: login.body.accessToken });
    const change = tokenIn(await received(email));
    expect((await server.api.post("/auth/email/verify", { token: change })).status).toBe(204);
    await received(asked.email, 5);
    for (const { recipients, from } of smtp.received) {
      expect(recipients).toHaveLength(1);
      expect(from).toBe("bonjour@swideal.example");
    }
  });

  it("a mail that cannot leave now leaves once the server is back, with a link that works", async () => {
    const { email } = await registerConfirmed(server);
    const { port } = smtp;
    await smtp.close();
    expect((await server.api.post("/auth/password/forgot", { email })).status).toBe(202);
    const waiting = async () =>
      (await server.sql("select id from pgboss.job where name = 'accounts.mail' and state = 'retry'")).length;
    while ((await waiting()) === 0) await wait(50);
    smtp = await startSmtpServer({}, port);
    const token = tokenIn(await received(email));
    expect((await server.api.post("/auth/password/reset", { token, password: NEXT })).status).toBe(204);
  });
});

describe("no address that is typed anywhere adds a recipient or a header:", () => {
  const hostile = [
    ...["jean@exemple.fr\r\nBcc: tous@exemple.fr", "jean@exemple.fr\nRCPT TO:<tous@exemple.fr>"],
    ...["jean@exemple.fr, tous@exemple.fr", "jean@exemple.fr;tous@exemple.fr", "tous@exemple.fr>,<a@b.fr"],
    ...["Jean <tous@exemple.fr>", '"a\r\nBcc: tous@exemple.fr"@b.fr', "tous@exemple.fr (jean@exemple.fr)"],
    ...[
      "jean%0d%0aBcc:tous@exemple.fr\r\n",
      "tous@exemple.fr\u0000",
      "=?utf-8?q?a=0aBcc:?= <tous@exemple.fr>",
    ],
  ];

  it.each(hostile)("%j", async (email) => {
    const { token } = await registerConfirmed(server);
    const before = smtp.received.length;
    const answers = [
      await server.api.post("/auth/register", registration({ email })),
      await server.api.post("/auth/password/forgot", { email }),
      await server.api.post("/me/email", { password: PASSWORD, email }, { token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    // Whatever was enqueued before this one has left once it has.
    const { email: sentinel } = await registerConfirmed(server);
    await server.api.post("/auth/password/forgot", { email: sentinel });
    await received(sentinel);
    for (const { recipients, raw } of smtp.received.slice(before)) {
      expect(recipients).toHaveLength(1);
      expect(recipients[0]).toMatch(/^[0-9a-f-]{36}@exemple\.fr$/);
      expect(raw).not.toMatch(/tous@|^b?cc:/im);
    }
  });

  it.each(["Jean\tBcc: tous@exemple.fr", "Jean\r\nBcc: tous@exemple.fr"])(
    "nor does a name, which stands in no mail: %j",
    async (displayName) => {
      const asked = registration({ displayName });
      expect((await server.api.post("/auth/register", asked)).status).toBe(202);
      const mail = await received(asked.email);
      expect(mail).not.toContain("tous@exemple.fr");
      expect(mail).not.toMatch(/^b?cc:/im);
    },
  );
});
