import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";

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
}

export function openMailer({ smtpUrl, dataDir }: MailerOptions): Mailer {
  const sender = { name: "Swideal", address: "swideal@localhost" };
  if (smtpUrl !== null) {
    const url = new URL(smtpUrl);
    const from = url.searchParams.get("from");
    url.searchParams.delete("from");
    const transport = createTransport(url.href);
    return {
      send: async (mail) => void (await transport.sendMail({ from: from ?? sender, ...mail })),
      close: async () => transport.close(),
    };
  }
  const transport = createTransport({ streamTransport: true, buffer: true });
  const folder = join(dataDir, "mails");
  return {
    async send(mail) {
      const { message } = await transport.sendMail({ from: sender, ...mail });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID()}.eml`;
      // A reader of the folder never sees half a mail.
      await writeFile(join(folder, `.${name}`), message as Buffer, { mode: 0o600 });
      await rename(join(folder, `.${name}`), join(folder, name));
    },
    close: async () => transport.close(),
  };
}
