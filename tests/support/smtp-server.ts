import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

/** A mail as the server of the recipient's side got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly recipients: readonly string[];
  /** Whether it came over TLS, and who had signed in. */
  readonly encrypted: boolean;
  readonly user: string | undefined;
  /** As it was sent, header lines and all. */
  readonly raw: string;
}

export interface TestSmtpServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** Waits until this many mails have been received. */
  waitFor(count: number): Promise<readonly ReceivedMail[]>;
  close(): Promise<void>;
}

/** A real SMTP server on the loopback interface; on the port of one that went down, or on a free one. */
export async function startSmtpServer(options: SMTPServerOptions = {}, port = 0): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  let arrived = () => {};
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    ...options,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(mailOf(session, Buffer.concat(chunks).toString("utf8")));
        done();
        arrived();
      });
    },
  });
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    async waitFor(count) {
      while (received.length < count) await new Promise<void>((resolve) => (arrived = resolve));
      return received;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function mailOf({ envelope, secure, user }: SMTPServerSession, raw: string): ReceivedMail {
  return {
    from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
    recipients: envelope.rcptTo.map(({ address }) => address),
    encrypted: secure,
    user,
    raw,
  };
}
