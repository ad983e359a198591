import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSmtpServer, type TestSmtpServer } from "../../../tests/support/smtp-server.ts";
import { type Mail, type Mailer, openMailer } from "./mail.ts";

const mail: Mail = { to: "jean@exemple.fr", subject: "Été à Aÿ", text: "L’équipe d’Élodie\n.\nfin\n" };

let closing: (() => Promise<void>)[];
let dataDir: string;
beforeEach(async () => {
  closing = [];
  dataDir = await mkdtemp(join(tmpdir(), "swideal-mail-"));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(dataDir, { recursive: true, force: true });
});

function mailer(smtpUrl: string | null, silenceMs?: number): Mailer {
  const opened = openMailer({ smtpUrl, dataDir, ...(silenceMs !== undefined && { silenceMs }) });
  closing.push(() => opened.close());
  return opened;
}
async function smtp(...options: Parameters<typeof startSmtpServer>): Promise<TestSmtpServer> {
  const server = await startSmtpServer(...options);
  closing.push(() => server.close());
  return server;
}
/** What is said to a server, line by line: smtp-server shows domains in letters, whatever was sent. */
async function wire(extensions: readonly string[]): Promise<{ port: number; said: string[] }> {
  const said: string[] = [];
  const server = createServer((socket) => {
    let data = false;
    socket.on("error", () => {}).write("220 x\r\n");
    createInterface(socket).on("line", (line) => {
      said.push(line);
      if (data && line !== ".") return;
      data = line === "DATA";
      const greeted = line.startsWith("EHLO") ? ["x", ...extensions] : ["ok"];
      const answer = greeted.map((one, n) => `250${n === greeted.length - 1 ? " " : "-"}${one}\r\n`);
      // RFC 6531: without the extension a name of other letters is no mailbox.
      const foreign = /^RCPT .*\P{ASCII}/u.test(line) && !extensions.includes("SMTPUTF8");
      socket.write(data ? "354 go\r\n" : foreign ? "553 5.6.7 no such mailbox\r\n" : answer.join(""));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => void server.close());
  return { port: (server.address() as { port: number }).port, said };
}
const failure = (sending: Promise<void>) =>
  sending.then(
    () => null,
    (error: Error) => error,
  );

describe("a mail", () => {
  it("reaches an SMTP server as it was written, from the sender of SMTP_URL", async () => {
    const server = await smtp();
    await mailer(`smtp://127.0.0.1:${server.port}?from=bonjour@swideal.example`).send(mail);
    const [received] = await server.waitFor(1);
    expect(received).toMatchObject({ from: "bonjour@swideal.example", recipients: ["jean@exemple.fr"] });
    expect(received?.raw).toMatch(/^To: jean@exemple.fr\r$/m);
    expect(received?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    const [, body = ""] = received?.raw.split("\r\n\r\n") ?? [];
    expect(decoded(body)).toBe("L’équipe d’Élodie\r\n.\r\nfin\r\n");
  });

  it("is handed over after signing in, over TLS, where the server asks for it", async () => {
    const server = await smtp({
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) =>
        username === "swideal" && password === "un secret"
          ? done(null, { user: username })
          : done(new Error("no")),
    });
    const url = (secret: string) =>
      `smtp://swideal:${encodeURIComponent(secret)}@127.0.0.1:${server.port}?requireTLS=true&tls.rejectUnauthorized=false`;
    await mailer(url("un secret")).send(mail);
    expect(await server.waitFor(1)).toMatchObject([{ encrypted: true, user: "swideal" }]);
    expect((await failure(mailer(url("un autre")).send(mail)))?.message).toMatch(/535/);
    expect(server.received).toHaveLength(1);
  });

  it("does not reach a server whose certificate nobody vouches for", async () => {
    const server = await smtp({ disabledCommands: [], authOptional: true });
    expect(await failure(mailer(`smtp://127.0.0.1:${server.port}`).send(mail))).toBeInstanceOf(Error);
    expect(server.received).toEqual([]);
  });

  it("is not lost without a word when the server refuses it, and the failure names nobody", async () => {
    const server = await smtp({
      onRcptTo: ({ address }, _session, done) => done(new Error(`unknown: <${address}>`)),
    });
    const error = await failure(mailer(`smtp://127.0.0.1:${server.port}`).send(mail));
    expect(error?.message).toContain("unknown: [address]");
    expect(`${error?.message} ${error?.stack} ${JSON.stringify(error)}`).not.toContain("jean@exemple.fr");
  });

  it.each([
    ["never greets", () => {}],
    ["greets and then says nothing", (socket: Socket) => void socket.write("220 bonjour\r\n")],
  ])("is given up when the server %s", async (_, behave) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on("error", () => {}));
      behave(socket);
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
    );
    closing.push(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    expect(await failure(mailer(`smtp://127.0.0.1:${port}`, 200).send(mail))).toBeInstanceOf(Error);
  });

  it("goes to a domain of other letters by its name in DNS, which every server takes", async () => {
    const plain = await wire([]);
    await mailer(`smtp://127.0.0.1:${plain.port}`).send({ ...mail, to: "anna&bert!=x@société.fr" });
    expect(plain.said).toContain("RCPT TO:<anna&bert!=x@xn--socit-esab.fr>");
    expect(plain.said).toContain("To: anna&bert!=x@xn--socit-esab.fr");
  });

  it("goes to a name of other letters where the server takes them, and is refused elsewhere", async () => {
    const to = "élodie@société.fr";
    const [able, unable] = [await wire(["SMTPUTF8"]), await wire([])];
    await mailer(`smtp://127.0.0.1:${able.port}`).send({ ...mail, to });
    expect(able.said).toContain("RCPT TO:<élodie@société.fr>");
    const refused = await failure(mailer(`smtp://127.0.0.1:${unable.port}`).send({ ...mail, to }));
    expect(refused).toBeInstanceOf(Error);
    expect(`${refused?.message} ${refused?.stack}`).not.toContain("élodie");
    expect(unable.said).not.toContain("DATA");
  });

  it("becomes a whole file, readable by its owner alone, where there is no SMTP server", async () => {
    await mailer(null).send(mail);
    const [name = "", ...others] = await readdir(join(dataDir, "mails"));
    expect(others).toEqual([]);
    expect(name).toMatch(/^2.*\.eml$/);
    expect((await stat(join(dataDir, "mails", name))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, "mails", name), "utf8")).toMatch(/^To: jean@exemple.fr\r$/m);
  });
});

describe("no address makes more of a mail than one mail to one address:", () => {
  const hostile = [
    ...["a@b.fr\r\nBcc: tous@exemple.fr", "a@b.fr\nRCPT TO:<tous@exemple.fr>", "a@b.fr%0aBcc: c@d.fr\r"],
    ...["a@b.fr, c@d.fr", "a@b.fr;c@d.fr", "Jean <a@b.fr>", "<a@b.fr>", "a@b.fr>, <c@d.fr", "a@b.fr c@d.fr"],
    ...[
      '"a@b.fr" <c@d.fr>',
      '"a\r\nBcc: x@y.fr"@b.fr',
      "liste: a@b.fr, c@d.fr;",
      "a@b.fr (c@d.fr)",
      "a@@b.fr",
    ],
    ...[
      "a@b.fr\u0000",
      "a@b.fr\u2028Bcc: c@d.fr",
      "a\u202e@b.fr",
      "=?utf-8?q?a=0aBcc:?= <c@d.fr>",
      "",
      "jean",
    ],
    ...["a@[127.0.0.1]", "a\\@b.fr", "\ta@b.fr", "a@b.fr\v", "a\u0085@b.fr", "a@b.fr\ufeff"],
  ];

  it.each(hostile)("%j", async (to) => {
    const server = await smtp();
    const url = `smtp://127.0.0.1:${server.port}`;
    for (const sender of [mailer(url), mailer(null)]) {
      expect(await failure(sender.send({ ...mail, to }))).toBeInstanceOf(TypeError);
    }
    expect(server.received).toEqual([]);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it.each([
    "o'brien+devis@exemple.fr",
    "jean=bon&cie%x@exemple.fr",
    "élodie@exemple.fr",
    "a@été.fr",
    "%s@b.fr",
  ])("%j is one", async (to) => {
    const server = await smtp({ hideSMTPUTF8: false });
    await mailer(`smtp://127.0.0.1:${server.port}`).send({ ...mail, to });
    const [received] = await server.waitFor(1);
    expect(received?.recipients).toHaveLength(1);
    expect(received?.raw.match(/^(to|cc|bcc):/gim)).toHaveLength(1);
  });

  it("whatever the characters", async () => {
    const server = await smtp({ hideSMTPUTF8: false });
    const sender = mailer(`smtp://127.0.0.1:${server.port}`);
    const character = fc.constantFrom(...'ab@.,;<>()[]"\\:\r\n \t=?%é\u0000\u2028');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: character, minLength: 1, maxLength: 20 }), async (start) => {
        const before = server.received.length;
        await failure(sender.send({ ...mail, to: `${start}@exemple.fr` }));
        const received = server.received.slice(before);
        expect(received.length).toBeLessThanOrEqual(1);
        for (const { recipients, raw } of received) {
          expect(recipients).toHaveLength(1);
          expect(recipients[0]).toMatch(/@exemple\.fr$/);
          expect(raw.match(/^(to|cc|bcc):/gim)).toHaveLength(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("nor does a subject", async () => {
    const server = await smtp();
    const sender = mailer(`smtp://127.0.0.1:${server.port}`);
    const subject = "Bonjour\r\nBcc: tous@exemple.fr";
    expect(await failure(sender.send({ ...mail, subject }))).toBeInstanceOf(TypeError);
    expect(server.received).toEqual([]);
  });
});

/** RFC 2045, both encodings that nodemailer chooses from. */
function decoded(body: string): string {
  if (/^[A-Za-z0-9+/=\r\n]+$/.test(body)) return Buffer.from(body, "base64").toString("utf8");
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
