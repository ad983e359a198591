import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** Throws when the mail could not be handed over; the job that asked tries again. */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}

export interface MailerOptions {
  /** null: each mail becomes a file in `dataDir`/mails, as a mail program would open it. */
  readonly smtpUrl: string | null;
  readonly dataDir: string;
  /** How long a server may say nothing before the attempt counts as failed. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 20_000;

/** One address without a name: nothing in it that a header, a list of addresses or SMTP reads as anything else. */
const ADDRESS = /^[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,255}$/u;
const LINE_BREAK = /[\r\n]/;

/** What nodemailer is given; throws for what could add a recipient or a header. */
function envelopeOf({ to, subject, text }: Mail) {
  if (!ADDRESS.test(to)) throw new TypeError("a mail goes to exactly one address");
  if (LINE_BREAK.test(subject)) throw new TypeError("a subject is a single line");
  return {
    to: { name: "", address: to },
    subject,
    text,
    // RFC 3834: no out-of-office note is wanted in return.
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** What the server said, without the addresses in it: failures of jobs are logged and kept. */
function withoutAddresses(error: unknown): Error {
  const { code, command, message } = error as { code?: string; command?: string; message?: string };
  const said = (message ?? "").replace(/(?<![^\s@])[^\s@]+@\S+/g, "[address]");
  return Object.assign(new Error(`the mail was not handed over (${command ?? "SMTP"}): ${said}`), { code });
}

/** Opened with the first mail: the library is read when there is something to send. */
function opened<Transport extends { close(): void }>(
  create: (library: typeof import("nodemailer")) => Transport,
): { open(): Promise<Transport>; close(): Promise<void> } {
  let transport: Promise<Transport> | undefined;
  return {
    open: () => {
      transport ??= import("nodemailer").then(create);
      return transport;
    },
    close: async () => (await transport)?.close(),
  };
}

export function openMailer({ smtpUrl, dataDir, silenceMs = SILENCE_MS }: MailerOptions): Mailer {
  const sender = { name: "Swideal", address: "swideal@localhost" };
  if (smtpUrl !== null) {
    const url = new URL(smtpUrl);
    const from = url.searchParams.get("from");
    url.searchParams.delete("from");
    const transport = opened(({ createTransport }) =>
      createTransport({
        url: url.href,
        connectionTimeout: silenceMs,
        greetingTimeout: silenceMs,
        socketTimeout: silenceMs,
        dnsTimeout: silenceMs,
      }),
    );
    return {
      async send(mail) {
        const message = { from: from ?? sender, ...envelopeOf(mail) };
        const open = await transport.open();
        await open.sendMail(message).catch((error: unknown) => {
          throw withoutAddresses(error);
        });
      },
      close: transport.close,
    };
  }
  const transport = opened(({ createTransport }) => createTransport({ streamTransport: true, buffer: true }));
  const folder = join(dataDir, "mails");
  return {
    async send(mail) {
      const open = await transport.open();
      const { message } = await open.sendMail({ from: sender, ...envelopeOf(mail) });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID()}.eml`;
      // A reader of the folder never sees half a mail.
      await writeFile(join(folder, `.${name}`), message as Buffer, { mode: 0o600 });
      await rename(join(folder, `.${name}`), join(folder, name));
    },
    close: transport.close,
  };
}
