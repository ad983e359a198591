import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Letter, letterText } from "./letter/letter.ts";
import { letterHtml } from "./letter/letter-html.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for who reads HTML. */
  readonly html?: string;
  /** Beside those that every mail has; each value is a single line. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `name@host`, without brackets. The same when the same mail is sent again, so that who takes both in shows one; without
   * it, one made at random.
   */
  readonly messageId?: string;
  /** `name@host`: mails with the same are shown as one conversation. */
  readonly threadKey?: string;
}

/** A mail with the one layout that all have; text and HTML say the same. */
export async function mailOf(to: string, letter: Letter): Promise<Mail> {
  return { to, subject: letter.subject, text: letterText(letter), html: await letterHtml(letter) };
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
  /** Who mails are from: an address, or `Name <address>`; before what SMTP_URL names. */
  readonly from?: string | null;
  /** How long a server may say nothing before the attempt counts as failed. */
  readonly silenceMs?: number;
}

const SILENCE_MS = 20_000;

/** One address without a name: nothing in it that a header, a list of addresses or SMTP reads as anything else. */
const ADDRESS = /^[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}\p{Cf}"(),:;<>@[\\\]]{1,255}$/u;
const LINE_BREAK = /[\r\n]/;

/** RFC 5322, section 3.6.4, in the narrow form of which ours are. */
const MESSAGE_ID = /^[\w.-]+@[\w.[\]:-]+$/;

/** What nodemailer is given; throws for what could add a recipient or a header. */
function envelopeOf({ to, subject, text, html, headers = {}, messageId, threadKey }: Mail) {
  if (!ADDRESS.test(to)) throw new TypeError("a mail goes to exactly one address");
  if (LINE_BREAK.test(subject)) throw new TypeError("a subject is a single line");
  for (const [name, value] of Object.entries(headers))
    if (!/^[A-Za-z-]+$/.test(name) || LINE_BREAK.test(value))
      throw new TypeError("a header is a name and a single line");
  for (const id of [messageId, threadKey])
    if (id !== undefined && !MESSAGE_ID.test(id))
      throw new TypeError("the id of a message is a name and a host");
  return {
    to: { name: "", address: to },
    subject,
    text,
    ...(html !== undefined && { html }),
    textEncoding: "quoted-printable" as const,
    ...(messageId !== undefined && { messageId: `<${messageId}>` }),
    ...(threadKey !== undefined && { references: `<${threadKey}>`, inReplyTo: `<${threadKey}>` }),
    // RFC 3834: no out-of-office note is wanted in return.
    headers: { "Auto-Submitted": "auto-generated", ...headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** How a mail was refused, as far as that tells what to do about it. */
export interface MailFailure extends Error {
  /** nodemailer's, e.g. `ECONNECTION`. */
  readonly code?: string;
  /** SMTP's, e.g. 550. */
  readonly responseCode?: number;
}

/** Whether the server answered this very mail that it never will take it (RFC 5321, section 4.2.1: 5yz). */
export const isRefusedForGood = ({ code, responseCode = 0 }: MailFailure): boolean =>
  (code === "EENVELOPE" || code === "EMESSAGE") && responseCode >= 500 && responseCode < 600;

/** Whether it is not this mail that failed but the way to the server, so that no other mail would leave either. */
export const isMailServerAway = ({ code }: MailFailure): boolean =>
  ["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "ETLS", "EAUTH", "EPROTOCOL"].includes(code ?? "");

/** What the server said, without the addresses in it: failures of jobs are logged and kept. */
function withoutAddresses(error: unknown): Error {
  const { code, command, message, responseCode } = error as MailFailure & { command?: string };
  const said = (message ?? "").replace(/(?<![^\s@])[^\s@]+@\S+/g, "[address]");
  return Object.assign(new Error(`the mail was not handed over (${command ?? "SMTP"}): ${said}`), {
    code,
    responseCode,
  });
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

export function openMailer({
  smtpUrl,
  dataDir,
  from: named = null,
  silenceMs = SILENCE_MS,
}: MailerOptions): Mailer {
  const sender = named ?? { name: "Swideal", address: "swideal@localhost" };
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
        const message = { from: named ?? from ?? sender, ...envelopeOf(mail) };
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
